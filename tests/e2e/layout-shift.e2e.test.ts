import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { openBrowser } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
/** https://web.dev/articles/cls calls a tenth good. */
const mostShift = 0.02;
let browser: Browser;
let ada: SomeUser;
let empty: SomeRoom;
let full: SomeRoom;

beforeAll(async () => {
  browser = await openBrowser();
  ada = await someUser(url, "ada");
  empty = await someRoom(url, ada, { topic: "Nothing yet" });
  full = await someRoom(url, ada);
  const lines = Array.from({ length: 40 }, (_, n) => `line ${n + 1}\n${"and more of it ".repeat(n % 7)}`);
  await write(url, full, ada, ...lines, "the last");
}, 180_000);
afterAll(() => browser?.close());

test.each(["phone", "desktop"] as const)("nothing moves under the eye while a room opens, on a %s", async (kind) => {
  const { page, context } = await signedIn(browser, url, ada, kind);
  await page.addInitScript(`{
    window.shift = 0;
    const add = (list) => list.getEntries().forEach(({ value }) => (window.shift += value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  }`);
  await openRoom(page, empty);
  await page.getByRole("heading", { name: /^This is the beginning of/ }).waitFor();
  expect(await shiftOf(page)).toBeLessThan(mostShift);
  await openRoom(page, full);
  await message(page, "the last").waitFor();
  expect(await shiftOf(page)).toBeLessThan(mostShift);
  await context.close();
});

/** Of all that was painted until the page has nothing left to do. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState("networkidle");
  return page.evaluate<number>(
    "new Promise((done) => requestIdleCallback(() => setTimeout(() => done(window.shift))))",
  );
}
