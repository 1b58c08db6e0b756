import type { KeyboardEvent } from "react";
import { coarsePointer } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";

interface EnterEnds {
  /** Whether this key says that the text is done. */
  readonly endsText: (event: KeyboardEvent) => boolean;
  /** What a touch keyboard writes on its Enter. */
  readonly hint: "enter" | "send";
}

/**
 * Enter ends a text, Shift and Enter make a new line. A touch keyboard has no Shift to hold: its Enter is a new line, and
 * the button beside the text ends it; or Ctrl or Cmd and Enter, where there are keys all the same.
 */
export function useEnterEnds(): EnterEnds {
  const isTouch = useMedia(coarsePointer);
  return {
    endsText: ({ key, shiftKey, ctrlKey, metaKey }) => key === "Enter" && (isTouch ? ctrlKey || metaKey : !shiftKey),
    hint: isTouch ? "enter" : "send",
  };
}
