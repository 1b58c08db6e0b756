import type { Locator, Page } from "playwright-core";

/** As far as the tests know it; these functions run in the page. */
declare const document: { readonly activeElement: unknown };
declare function getComputedStyle(element: unknown, part?: string): Readonly<Record<string, string>>;

export function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

/** Whether it or something in it has the focus. */
export function holdsFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element.contains(document.activeElement as never));
}

/** What has the focus: its label, or its text. */
export async function focusedName(page: Page): Promise<string> {
  return await page.evaluate<string>(
    `document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim()`,
  );
}

export async function focusedText(page: Page): Promise<string> {
  return await page.evaluate<string>("document.activeElement.textContent");
}

/** A computed property of an element, or of a part of it such as `::placeholder`. */
export function styleOf(locator: Locator, property: string, part?: string): Promise<string> {
  return locator.evaluate((element, [property, part]) => getComputedStyle(element, part)[property] ?? "", [
    property,
    part,
  ] as const);
}

export async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not shown");
  return box;
}
