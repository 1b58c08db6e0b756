import { coarsePointer } from "../media.ts";

/** What the Tab key reaches within an element, in its order: of radio buttons the chosen one. */
export function focusables(root: ParentNode): HTMLElement[] {
  return [
    ...root.querySelectorAll<HTMLElement>(
      'button:not(:disabled), a[href], input:not(:disabled):not([type="radio"]:not(:checked)), textarea:not(:disabled), [tabindex="0"]',
    ),
  ];
}

/**
 * The first of what opened, or where there is none all of it. Nor under a finger a field, which would bring the keyboard over
 * it.
 */
export function focusFirst(root: HTMLElement): void {
  const first = focusables(root)[0] ?? root;
  const isHidden = first instanceof HTMLInputElement && matchMedia(coarsePointer).matches;
  (isHidden ? root : first).focus();
}
