import type { Locator, Page } from "playwright-core";

export function rowOf(page: Page, text: string): Locator {
  return page.getByRole("article").filter({ hasText: text });
}

export function chipOf(page: Page, text: string, emoji: string): Locator {
  return rowOf(page, text).getByRole("group", { name: "Reactions" }).getByRole("button", { name: emoji });
}

/** A finger that rests on an element, and leaves it when something has opened. */
export async function longPress(on: Locator): Promise<void> {
  const page = on.page();
  const box = (await on.boundingBox())!;
  const devTools = await page.context().newCDPSession(page);
  const at = { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 };
  await devTools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await page.locator(":popover-open").waitFor();
  await devTools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await devTools.detach();
}
