import type { Locator, Page } from "playwright-core";

/** As far as the tests know the page. */
interface Element {
  closest(selectors: string): { contains(target: unknown): boolean } | null;
}
declare function addEventListener(
  type: "pointerdown",
  listener: (event: { readonly target: unknown }) => void,
  options: { capture: true; once: true },
): void;

/** Of a message that the server has: one that is on its way gives its place to it. */
export function rowOf(page: Page, text: string): Locator {
  return page.locator("article[data-seq]").filter({ hasText: text });
}

export function chipOf(page: Page, text: string, emoji: string): Locator {
  return rowOf(page, text).getByRole("group", { name: "Reactions" }).getByRole("button", { name: emoji });
}

/** A button of the bar that shows while one points at a row; where the row moves away under the mouse it is pointed at again. */
export async function pressInBar(row: Locator, name: string): Promise<void> {
  for (let triesLeft = 5; ; triesLeft -= 1) {
    await row.hover();
    try {
      return await row.getByRole("button", { name, exact: true }).click({ timeout: 5_000 });
    } catch (error) {
      if (triesLeft === 0) throw error;
    }
  }
}

/** A finger that rests on an element, and leaves it when something has opened; or the system takes it for itself then. */
export async function longPress(on: Locator, end: "touchEnd" | "touchCancel" = "touchEnd"): Promise<void> {
  const page = on.page();
  const devTools = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchEnd" | "touchCancel", touchPoints: { x: number; y: number }[]) =>
    devTools.send("Input.dispatchTouchEvent", { type, touchPoints });
  for (;;) {
    const box = await restingBox(on);
    const press = await on.evaluateHandle(nextPress);
    await touch("touchStart", [{ x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 }]);
    if (await press.evaluate(({ isOn }) => isOn)) break;
    // It has moved between the look and the touch.
    await touch("touchCancel", []);
  }
  await page.locator(":popover-open").waitFor();
  await touch(end, []);
  await devTools.detach();
}

/** Runs in the page: tells whether the next press is on the button or in the row that the element is of. */
function nextPress(element: Element) {
  const pressable = element.closest("button, article");
  return {
    isOn: new Promise<boolean>((resolve) => {
      const pressed = ({ target }: { readonly target: unknown }) => resolve(pressable?.contains(target) === true);
      addEventListener("pointerdown", pressed, { capture: true, once: true });
    }),
  };
}

/** Where it is once it stands still: what comes above or below it moves it. */
async function restingBox(on: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const frames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
  let before = await on.boundingBox();
  for (;;) {
    await on.page().evaluate(frames);
    const now = await on.boundingBox();
    if (now !== null && JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}
