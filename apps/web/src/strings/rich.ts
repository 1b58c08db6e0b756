import { createElement, Fragment, type ReactNode } from "react";

/** A text with elements in it: rich`Announcement from ${name}`. */
export function rich(texts: TemplateStringsArray, ...elements: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...texts.flatMap((text, index) => [text, elements[index]]));
}
