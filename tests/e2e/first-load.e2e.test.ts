import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { openBrowser } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
/** Of a page that shows a room with its messages; what is loaded when it is needed comes on top. It is to come down to 150 kB. */
const maxScriptBytes = 162_000;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 180_000);
afterAll(() => browser?.close());

test("a room with its messages is shown after at most 162 kB of scripts", async () => {
  const ada = await someUser(url, "ada");
  const room = await someRoom(url, ada);
  await write(url, room, ada, "Good morning");
  const { page } = await signedIn(browser, url, ada);
  await openRoom(page, room);
  const scripts = new Set<string>();
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.add(request.url());
  });
  await page.reload({ waitUntil: "networkidle" });
  await message(page, "Good morning").waitFor();
  const sizes = await Promise.all(
    [...scripts].map(async (script) => [new URL(script).pathname, await sizeOf(script)] as const),
  );
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(0);
  expect(bytes, JSON.stringify(sizes)).toBeLessThanOrEqual(maxScriptBytes);
});

/** Bytes, gzipped. */
async function sizeOf(script: string): Promise<number> {
  const answer = await fetch(script);
  expect(answer.status).toBe(200);
  return gzipSync(Buffer.from(await answer.arrayBuffer())).byteLength;
}
