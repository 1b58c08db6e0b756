import { FacePicture } from "./face-picture.tsx";

/** Initials on a hue of one's own, and their picture over them. Decoration: the name stands beside it. */
export function Avatar({
  userId,
  name,
  size,
  url,
}: {
  userId: number;
  name: string;
  size: 20 | 24 | 36 | 44;
  url: string | undefined;
}) {
  const shape = {
    20: "size-5 rounded-md text-[0.5625rem]",
    24: "size-6 rounded-[0.4375rem] text-tiny",
    36: "size-9 rounded-avatar text-mid",
    44: "size-11 rounded-xl text-base",
  };
  // The golden angle keeps neighbouring ids far apart; this lightness carries white text at 4.5:1 on every hue.
  const backgroundColor = `oklch(0.5 0.11 ${Math.round((userId * 137.508 + 20) % 360)})`;
  return (
    <span aria-hidden className="inline-block shrink-0 select-none">
      <span
        className={`relative grid place-items-center border-transparent font-bold text-white forced-colors:border ${shape[size]}`}
        style={{ backgroundColor }}
      >
        {initials(name)}
        <FacePicture url={url} />
      </span>
    </span>
  );
}

/** Two letters for a name: of its first two words, or its first two letters. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== "");
  const [first = "?", second] = words;
  const letters = second === undefined ? [...first].slice(0, 2) : [[...first][0], [...second][0]];
  return letters.join("").toUpperCase();
}
