/** An element and those around it, from the inside out: where the focus may fall back to when the element is gone. */
export type FocusPath = readonly Element[];

export function focusPath(from: Element | null): FocusPath {
  const path: Element[] = [];
  for (let element = from; element !== null && element !== document.body; element = element.parentElement) {
    path.push(element);
  }
  return path;
}

/** Focuses the innermost that is still there and takes the focus, else the page's main part. Nothing scrolls. */
export function focusAlong(path: FocusPath): void {
  for (const element of [...path, document.querySelector("main")]) {
    if (!(element instanceof HTMLElement)) continue;
    // Asked in any case: what is gone, hidden or takes none leaves it where it is.
    element.focus({ preventScroll: true });
    if (document.activeElement === element) return;
  }
}
