import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { boxOf, styleOf } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  room = await someRoom(url, ada, {
    topic: "Ships on Thursday, the checklist is in the first message",
    members: [ben],
  });
  await write(url, room, ben, "Good morning", "```\nselect 1;\n```");
  page = (await signedIn(browser, url, ada)).page;
}, 180_000);

afterAll(() => browser?.close());

test("whoever has set the browser's text to twice its size gets text twice as large, and nothing lies over another", async () => {
  await openRoom(page, room);
  const text = message(page, "Good morning");
  expect(await fontSize(text)).toBe(15);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  await page.reload();
  await text.waitFor();
  expect(await fontSize(text)).toBe(30);
  // A phone's room on a wide screen: one pane at a time.
  await page.getByRole("button", { name: "Back to rooms" }).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await fits(page);
  await screenshot(page, "looks-1-large-text");
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  await devTools.detach();
});

test.each([320, 390, 768, 1280])("a window of %i px has room for it all", async (width) => {
  await page.setViewportSize({ width, height: 820 });
  await openRoom(page, room);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await fits(page);
  await screenshot(page, `looks-2-${width}`);
  await page.setViewportSize({ width: 1280, height: 820 });
});

test("the name of a room has room in the narrowest window with text of twice its size, and nothing lies over it", async () => {
  const { id } = await someRoom(url, ada, { topic: "Ships on Thursday" });
  const patch = { token: ada.token, body: { name: `what we read in autumn ${id}` } };
  await call(url, "PATCH", `/api/v1/rooms/${id}`, patch);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 820 });
    await openRoom(page, { id });
    const header = page.getByRole("main").locator("header");
    const name = header.getByRole("heading");
    expect(await isWhole(name)).toBe(true);
    const { y } = await boxOf(name);
    for (const button of await header.getByRole("button").all()) {
      const box = await boxOf(button);
      expect(box.y + box.height).toBeLessThanOrEqual(y + 1);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await screenshot(page, `looks-tight-${width}`);
  }
  await devTools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
  await devTools.detach();
  await page.setViewportSize({ width: 1280, height: 820 });
});

test("where colours are forced, the open room and what is chosen have an outline", async () => {
  await page.emulateMedia({ forcedColors: "active" });
  await openRoom(page, room);
  const link = page.getByRole("navigation").getByRole("link", { name: room.name });
  expect(await outline(link)).toMatch(/^solid 2px/);
  expect(await outline(page.getByRole("link", { name: "Browse rooms" }))).toMatch(/^none/);
  await page.getByRole("combobox", { name: /^Find/ }).fill(room.name);
  expect(await outline(page.locator("[role=option][aria-selected=true]"))).toMatch(/^solid 2px/);
  await screenshot(page, "looks-3-forced-colours");
  await page.emulateMedia({ forcedColors: "none" });
});

test("on a wide screen all of a conversation stands in one column of 920 px in the middle", async () => {
  await page.setViewportSize({ width: 2200, height: 900 });
  await openRoom(page, room);
  await message(page, "Good morning").waitFor();
  const main = await boxOf(page.getByRole("main"));
  const composer = await boxOf(page.locator("form:has(#composer)"));
  expect(composer.width).toBe(920);
  expect(composer.x - main.x).toBeCloseTo(main.x + main.width - composer.x - composer.width, 0);
  const code = await boxOf(page.locator("div:has(> pre)"));
  expect(code.x + code.width).toBeCloseTo(composer.x + composer.width, 0);
  const avatar = await boxOf(page.getByRole("article").first().locator("[aria-hidden]").first());
  expect(avatar.x).toBeCloseTo(composer.x, 0);
  await screenshot(page, "looks-4-column");
  await page.setViewportSize({ width: 1280, height: 820 });
});

test("who types is told in a row of 40 px right above where one writes", async () => {
  await openRoom(page, room);
  const row = await boxOf(page.getByTestId("typing").locator("xpath=../.."));
  const composer = await boxOf(page.locator("form:has(#composer)"));
  expect([row.height, composer.y - row.y - row.height]).toEqual([40, 0]);
});

test("the way to send is a soft icon until there is something to send", async () => {
  await openRoom(page, room);
  const send = page.getByRole("button", { name: "Send" });
  expect(await send.isDisabled()).toBe(true);
  expect(await styleOf(send.locator("span"), "backgroundColor")).toBe("rgba(0, 0, 0, 0)");
  await page.getByRole("textbox", { name: "Message" }).fill("Good morning to you");
  expect(await send.isDisabled()).toBe(false);
  expect(await styleOf(send.locator("span"), "backgroundColor")).toBe("rgb(180, 65, 14)");
  await send.click();
  await message(page, "Good morning to you").waitFor();
  expect(await send.isDisabled()).toBe(true);
});

test("a room that one may join offers it in the accent", async () => {
  const other = await someRoom(url, ben);
  await page.goto("/browse");
  await page.getByRole("searchbox", { name: "Search rooms" }).fill(other.name);
  const join = page.getByRole("button", { name: `Join ${other.name}` });
  await expect.poll(() => styleOf(join, "color")).toBe("rgb(180, 65, 14)");
});

test("every word has room in the segment of its theme", async () => {
  await page.getByRole("button", { name: /^Account of/ }).click();
  for (const name of ["System", "Light", "Dark"]) {
    const segment = page.getByRole("dialog").locator("label", { hasText: name });
    const [outer, icon] = [await boxOf(segment), await boxOf(segment.locator("svg"))];
    expect(icon.x - outer.x).toBeGreaterThanOrEqual(8);
  }
  await page.keyboard.press("Escape");
});

test("a phone's header has the topic under the name, and the people as a number", async () => {
  const phone = (await signedIn(browser, url, ada, "phone")).page;
  await openRoom(phone, room);
  const people = phone.getByRole("button", { name: "2 people" });
  expect(await people.innerText()).toBe("2");
  expect((await boxOf(people)).width).toBeLessThan(390 / 6);
  const [name, topic] = [
    await boxOf(phone.getByRole("heading", { level: 1 })),
    await boxOf(phone.getByText("Ships on Thursday, the checklist").first()),
  ];
  expect(topic.y).toBeGreaterThanOrEqual(name.y + name.height - 1);
  await screenshot(phone, "looks-5-phone");
  await phone.context().close();
});

/** What stands in the header or the composer stands side by side. */
async function fits(page: Page): Promise<void> {
  const header = page.getByRole("main").locator("header");
  const parts = await Promise.all([
    ...(await header.getByRole("button").all()).map((button) => boxOf(button)),
    boxOf(header.getByRole("heading")),
  ]);
  const outer = await boxOf(header);
  for (const [index, part] of parts.entries()) {
    expect(part.x).toBeGreaterThanOrEqual(outer.x);
    expect(part.x + part.width).toBeLessThanOrEqual(outer.x + outer.width + 1);
    for (const other of parts.slice(index + 1)) {
      expect(part.x + part.width <= other.x + 1 || other.x + other.width <= part.x + 1).toBe(true);
    }
  }
  const field = page.getByRole("textbox", { name: "Message" });
  const hint = page.locator("form:has(#composer)").getByText(/^Message /);
  expect(await styleOf(hint, "textOverflow")).toBe("ellipsis");
  const [shown, form] = [await boxOf(hint), await boxOf(page.locator("form:has(#composer)"))];
  expect(shown.x + shown.width).toBeLessThan(form.x + form.width);
  const [line, area] = [await fontSize(field), await boxOf(field)];
  expect(area.height).toBeGreaterThan(line * 1.4);
}

/** Nothing of its text is cut off. */
function isWhole(locator: Locator): Promise<boolean> {
  return locator.evaluate(
    (element) => element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight + 1,
  );
}

/** By how many px the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

async function fontSize(locator: Locator): Promise<number> {
  return Number.parseFloat(await styleOf(locator, "fontSize"));
}

async function outline(locator: Locator): Promise<string> {
  return `${await styleOf(locator, "outlineStyle")} ${await styleOf(locator, "outlineWidth")}`;
}
