import { type RefObject, useLayoutEffect } from "react";

/** Keeps a text area as high as its text; its CSS sets the most. */
export function useGrowing(ref: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = ref.current;
    if (area === null) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the text is what the height depends on
  }, [ref, text]);
}
