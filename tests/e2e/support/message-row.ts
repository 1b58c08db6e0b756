import type { Locator, Page } from "playwright-core";

/** Of a message that the server has: one that is on its way gives its place to it. */
export function rowOf(page: Page, text: string): Locator {
  return page.locator("article[data-seq]").filter({ hasText: text });
}

export function chipOf(page: Page, text: string, emoji: string): Locator {
  return rowOf(page, text).getByRole("group", { name: "Reactions" }).getByRole("button", { name: emoji });
}

/** A finger that rests on an element, and leaves it when something has opened. */
export async function longPress(on: Locator): Promise<void> {
  const page = on.page();
  const box = await restingBox(on);
  const devTools = await page.context().newCDPSession(page);
  const at = { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 };
  await devTools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await page.locator(":popover-open").waitFor();
  await devTools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await devTools.detach();
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
