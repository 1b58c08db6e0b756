import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/** Of keys that an input method takes: https://w3c.github.io/uievents/#determine-keydown-keyup-keyCode */
const composingKeyCode = 229;

/**
 * Whether a key belongs to a letter that somebody composes (Chinese, Japanese, Korean and others): it chooses or gives up a
 * candidate and means nothing else, so whatever reads keys asks. Safari sends the Enter that ends a composition after its
 * end, so that only the key code tells.
 */
export function isComposing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const key = "nativeEvent" in event ? event.nativeEvent : event;
  return key.isComposing || key.keyCode === composingKeyCode;
}
