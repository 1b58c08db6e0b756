export type KeyDeed = "previous" | "next" | "first" | "last" | "enlarge" | "help" | "close";

/** What a key does while a picture is shown large; where it is enlarged the arrows move it. */
export function keyDeed(
  { key, isWith }: { readonly key: string; readonly isWith: boolean },
  { isRtl, isEnlarged }: { readonly isRtl: boolean; readonly isEnlarged: boolean },
): KeyDeed | undefined {
  if (isWith) return undefined;
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight":
      if (isEnlarged) return undefined;
      return (key === "ArrowRight") === isRtl ? "previous" : "next";
    case "Home":
      return "first";
    case "End":
      return "last";
    case "+":
    case "-":
    case "z":
      return "enlarge";
    case "?":
      return "help";
    case "Escape":
      return "close";
    default:
      return undefined;
  }
}
