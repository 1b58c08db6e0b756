import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { openBrowser } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
/** Of a page that shows a room with its messages and where one writes; what is loaded when it is needed comes on top. */
const maxScriptBytes = 150_000;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 180_000);
afterAll(() => browser?.close());

test.each([
  ["desktop", "the people beside it"],
  ["phone", "no more than it"],
] as const)("on a %s a room, and %s, is shown after at most 150 kB of scripts", async (kind, beside) => {
  const ada = await someUser(url, "ada");
  const room = await someRoom(url, ada);
  await write(url, room, ada, "Good morning");
  const { context, page } = await signedIn(browser, url, ada, kind);
  await openRoom(page, room);
  await page.mouse.move(0, 0);
  const people = kind === "desktop" ? "aside li" : "body";
  await page.addInitScript({ content: noteWhenShown(["[role=log] article p", "#composer", people]) });
  await page.reload();
  await message(page, "Good morning").waitFor();
  const scripts = await scriptsUntilShown(page);
  const sizes = await Promise.all(
    scripts.map(async (script) => [new URL(script).pathname, await sizeOf(script)] as const),
  );
  await context.close();
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect(sizes.some(([name]) => name.startsWith("/assets/people-"))).toBe(kind === "desktop");
  expect(bytes, `${beside}: ${JSON.stringify(sizes)}`).toBeLessThanOrEqual(maxScriptBytes);
});

/** For the page: remembers when all of these were there, before anything that is loaded from then on. */
function noteWhenShown(selectors: readonly string[]): string {
  return `new MutationObserver((_, watch) => {
    if (!${JSON.stringify(selectors)}.every((selector) => document.querySelector(selector) !== null)) return;
    watch.disconnect();
    performance.mark("shown");
  }).observe(document, { childList: true, subtree: true });`;
}

/** The scripts that were asked for until then, by whatever asked. */
async function scriptsUntilShown(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(`performance.getEntriesByName("shown").length > 0`);
  return await page.evaluate<string[]>(`performance
    .getEntriesByType("resource")
    .filter(({ startTime }) => startTime <= performance.getEntriesByName("shown")[0].startTime)
    .map(({ name }) => name)
    .filter((name) => new URL(name).pathname.endsWith(".js"))`);
}

/** Bytes, gzipped. */
async function sizeOf(script: string): Promise<number> {
  const answer = await fetch(script);
  expect(answer.status).toBe(200);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).byteLength;
}
