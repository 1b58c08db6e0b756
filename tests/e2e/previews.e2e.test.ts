import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, say } from "./support/chat-window.ts";
import { rowOf } from "./support/message-row.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { somePicture } from "./support/some-files.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { startSystem, type System } from "./support/start-system.ts";
import { violations } from "./support/violations.ts";

/** One that looks at pages of this machine. */
let system: System;
let url: string;
let browser: Browser;
let site: Server;
let siteUrl: string;
/** Pages wait for it. */
let gate: Promise<void> = Promise.resolve();
let open: () => void = () => undefined;
const holdPages = () => ({ promise: gate, resolve: open } = Promise.withResolvers<void>());
let ann: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
/** Of Ann, who owns the room, and of Ben on the other instance. */
let anns: Page;
let bens: Page;

/** Who asked the site for a picture. */
const pictureReaders: string[] = [];

const pages: Readonly<Record<string, string>> = {
  "/tea": `<title>How tea is made</title><meta property="og:site_name" content="The Tea Times">
    <meta property="og:description" content="${"Leaves, water, time. ".repeat(40)}">`,
  "/cat": `<title>A cat</title><meta property="og:image" content="/picture.png">`,
  "/thé": `<title>شاي بالنعناع</title><meta name="description" content="أوراق وماء ووقت">`,
  "/bad": `<title>&lt;img src=x onerror=alert(1)&gt;</title><meta property="og:site_name" content="&lt;b&gt;bold&lt;/b&gt;">`,
};

beforeAll(async () => {
  system = await startSystem({ RATE_LIMITS: "off", PREVIEW_LOOPBACK: "on" });
  ({ url } = system);
  site = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    if (path.startsWith("/picture")) {
      pictureReaders.push(request.headers["user-agent"] ?? "");
      return void response.setHeader("content-type", "image/png").end(somePicture(400, 300));
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    void gate.then(() => response.end(pages[path] ?? `<title>Of ${path}</title>`));
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  room = await someRoom(url, ann, { members: [ben] });
  await write(url, room, ben, ...Array.from({ length: 60 }, (_, n) => `line ${n + 1}`));
  anns = (await signedIn(browser, url, ann)).page;
  bens = await onAnother(browser, url, await instanceOf(anns), ben);
  await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  site?.close();
  await system?.destroy();
});

const cards = (page: Page, text: string) => rowOf(page, text).getByRole("list", { name: "What its links lead to" });
const card = (page: Page, text: string) => cards(page, text).getByRole("article");
test("a link is shown with what it leads to, to all on every instance, as text and no more", async () => {
  await say(anns, `read ${siteUrl}/tea today`);
  for (const page of [anns, bens]) {
    const link = card(page, "read http").getByRole("link", { name: "How tea is made" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(`${siteUrl}/tea`);
    expect((await link.getAttribute("rel"))?.split(" ")).toEqual(expect.arrayContaining(["noopener", "noreferrer"]));
    expect(await card(page, "read http").innerText()).toMatch(
      /^The Tea Times\n+·\n+127\.0\.0\.1:\d+\n+How tea is made\n+Leaves, water, time\./,
    );
  }
  await say(bens, `and ${siteUrl}/bad`);
  await card(anns, "and http").getByText("<img src=x onerror=alert(1)>").waitFor();
  await card(anns, "and http").getByText("<b>bold</b>").waitFor();
  // Whatever a page calls itself, it is said whose it is.
  await card(anns, "and http").getByText(new URL(siteUrl).host, { exact: true }).waitFor();
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "previews-1-card");
});

test("its picture comes from the server itself, and nobody's browser asks the site", async () => {
  await say(anns, `see ${siteUrl}/cat and ${siteUrl}/picture-of-a-cat.png`);
  for (const page of [anns, bens]) {
    await expect.poll(() => card(page, "see http").locator("img").count()).toBe(2);
    for (const image of await card(page, "see http").locator("img").all()) {
      await expect
        .poll(() => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
        .toBeGreaterThan(1);
      expect(await image.getAttribute("src")).toMatch(/^\/files\//);
    }
  }
  expect(await card(anns, "see http").nth(1).innerText()).toContain("picture-of-a-cat.png");
  expect(pictureReaders.filter((reader) => !reader.includes("hubbub"))).toEqual([]);
  await screenshot(bens, "previews-1-picture");
});

describe("when a card comes", () => {
  // One that failed holds up nothing after it.
  afterEach(() => open());

  test("who reads the newest goes on reading it", async () => {
    holdPages();
    await say(anns, `late ${siteUrl}/late`);
    await rowOf(bens, "late http").waitFor();
    expect(await card(bens, "late http").count()).toBe(0);
    open();
    await card(bens, "late http").waitFor();
    for (const page of [anns, bens]) await expect.poll(() => belowFold(page)).toBeLessThan(2);
  });

  test("nothing moves for who reads further up", async () => {
    const line = bens.getByRole("log").getByText("line 3", { exact: true });
    const goUp = async () => {
      await bens.getByRole("log").press("Home");
      return line.isVisible();
    };
    // What came just now may still hold the end in view, and older lines come as one goes up.
    await expect.poll(goUp, { interval: 200 }).toBe(true);
    const top = async () => (await line.boundingBox())?.y ?? Number.NaN;
    let before = Number.NaN;
    // Once it has scrolled there; the site is asked afterwards, for a fetch waits a few seconds and no longer.
    await expect.poll(async () => before === (before = await top()), { interval: 200 }).toBe(true);
    holdPages();
    await write(url, room, ann, `later ${siteUrl}/later`);
    await rowOf(anns, "later http").waitFor();
    expect(await card(anns, "later http").count()).toBe(0);
    open();
    await card(anns, "later http").waitFor();
    // What is told after the card has come after it.
    await write(url, room, ann, "after the card");
    await bens.getByText("2 new", { exact: true }).waitFor();
    expect(await top()).toBeCloseTo(before, 0);
    await bens.keyboard.press("End");
    await card(bens, "later http").waitFor();
  });

  test("its place is there with its message where the room is opened anew", async () => {
    const { page, context } = await signedIn(browser, url, ben, "phone");
    await page.addInitScript(`{
      window.shift = 0;
      const add = (list) => list.getEntries().forEach(({ value }) => (window.shift += value));
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    }`);
    await openRoom(page, room);
    await card(page, "later http").waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate<number>("window.shift")).toBeLessThan(0.02);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, "previews-2-phone");
    await context.close();
  });
});

test("its author takes it away for all, and nobody else sees a way to", async () => {
  await say(bens, `mine ${siteUrl}/mine`);
  await card(bens, "mine http").waitFor();
  const remove = (page: Page, text: string) => rowOf(page, text).getByRole("button", { name: "Remove link previews" });
  expect(await remove(bens, "read http").count()).toBe(0);
  // The owner may take away everybody's.
  await remove(anns, "mine http").waitFor();
  await remove(bens, "mine http").focus();
  await bens.keyboard.press("Enter");
  for (const page of [anns, bens]) {
    await card(page, "mine http").waitFor({ state: "detached" });
    await rowOf(page, "mine http").waitFor();
  }
});

test("an edit takes away what is shown of the link that it takes away", async () => {
  await write(url, room, ann, `edit ${siteUrl}/one`);
  await card(bens, "edit http").waitFor();
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/messages?limit=1`, { token: ann.token });
  const [{ seq }] = body.messages as [{ seq: number }];
  const path = `/api/v1/rooms/${room.id}/messages/${seq}`;
  await call(url, "PATCH", path, { token: ann.token, body: { content: "edit to nothing" } });
  await rowOf(bens, "edit to nothing").waitFor();
  expect(await card(bens, "edit to nothing").count()).toBe(0);
});

test("who wants none for their own links says so once, and the room's owner for all", async () => {
  await bens.goto("/settings");
  await bens.getByRole("checkbox", { name: "Show them" }).uncheck();
  expect(await violations(bens)).toEqual([]);
  await openRoom(bens, room);
  await say(bens, `bare ${siteUrl}/bare`);
  await say(anns, `after ${siteUrl}/after`);
  await card(bens, "after http").waitFor();
  expect(await card(bens, "bare http").count()).toBe(0);

  await anns.getByRole("button", { name: "Room menu" }).click();
  await anns.getByRole("menuitem", { name: "Room details" }).click();
  await anns.getByRole("checkbox", { name: "Show previews of links" }).uncheck();
  await anns.getByRole("button", { name: "Save" }).click();
  await anns.getByRole("log").getByText("You turned link previews off").waitFor();
  await bens.getByRole("log").getByText(`${ann.username} turned link previews off`).waitFor();
  await say(anns, `none ${siteUrl}/none`);
  await rowOf(bens, "none http").waitFor();
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}`, { token: ben.token });
  expect(body.link_previews).toBe(false);
});

test.each([
  ["ar", "light"],
  ["de", "dark"],
] as const)("it reads well in %s, %s", async (language, theme) => {
  const other = await someRoom(url, ann, { members: [ben] });
  await write(url, other, ann, `${siteUrl}/thé ${siteUrl}/tea`);
  const { page, context } = await signedIn(browser, url, ben);
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate(`localStorage.setItem("hubbub.language", "${language}")`);
  await openRoom(page, other);
  const shown = page.getByRole("article").getByRole("article");
  await expect.poll(() => shown.count()).toBe(2);
  await screenshot(page, `previews-3-${language}-${theme}`);
  await context.close();
});

/** Pixels of the room that stand below what is seen. */
async function belowFold(page: Page): Promise<number> {
  return page.getByRole("log").evaluate((log) => {
    const { scrollHeight, scrollTop, clientHeight } = log as unknown as Record<string, number>;
    return (scrollHeight ?? 0) - (scrollTop ?? 0) - (clientHeight ?? 0);
  });
}
