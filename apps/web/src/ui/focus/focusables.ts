/** What the Tab key reaches within an element, in its order: of radio buttons the chosen one. */
export function focusables(root: ParentNode): HTMLElement[] {
  return [
    ...root.querySelectorAll<HTMLElement>(
      'button:not(:disabled), a[href], input:not(:disabled):not([type="radio"]:not(:checked)), textarea:not(:disabled), [tabindex="0"]',
    ),
  ];
}
