import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { focusedName, isFocused } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
const why = "The server cannot be reached, or has been updated since you opened hubbub.";
let browser: Browser;
let ada: SomeUser;
let room: SomeRoom;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ada = await someUser(url, "ada");
  room = await someRoom(url, ada);
  await write(url, room, ada, "Good morning");
}, 180_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  ({ context, page } = await signedIn(browser, url, ada));
  return () => context.close();
});

test("a menu that is on its way has the focus, and its first item when it comes", async () => {
  const held = await hold("account-items");
  await open();
  await page.getByRole("button", { name: /^Account of/ }).focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("dialog", { name: "Account" });
  await menu.getByRole("status", { name: "Loading" }).waitFor();
  expect(await isFocused(menu)).toBe(true);
  held.release();
  await expect.poll(() => isFocused(menu.getByRole("radio", { name: "System" }))).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => focusedName(page)).toMatch(/^Account of/);
});

test("what cannot be loaded says so where it would be, and comes with the next try", async () => {
  const gone = await lose("room-items");
  await open();
  await page.getByRole("button", { name: "Room menu" }).focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu", { name: "Room" });
  await menu.getByRole("alert").getByText(why).waitFor();
  await menu.getByRole("alert").getByText("“Room menu” could not be loaded").waitFor();
  await expect.poll(() => isFocused(menu.getByRole("button", { name: "Try again" }))).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => gone.asked).toBeGreaterThan(1);
  await menu.getByRole("button", { name: "Try again" }).waitFor();
  await gone.find();
  await menu.getByRole("button", { name: "Try again" }).press("Enter");
  await expect.poll(() => isFocused(menu.getByRole("menuitem", { name: "Room details" }))).toBe(true);
});

test("a message's menu that cannot be loaded leaves the page as it is", async () => {
  await lose("opened");
  await open();
  await message(page, "Good morning").click({ button: "right" });
  const dialog = page.getByRole("dialog", { name: "“More actions” could not be loaded" });
  await dialog.getByText(why).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await message(page, "Good morning").isVisible()).toBe(true);
  const row = page.getByRole("article").filter({ hasText: "Good morning" });
  await row.hover();
  const more = row.getByRole("button", { name: "More reactions" });
  await more.click();
  await page.getByRole("dialog", { name: "“Choose an emoji” could not be loaded" }).waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => isFocused(row)).toBe(true);
  await more.waitFor();
});

test("a choice of emoji that cannot be loaded says so, and its row has its buttons as before", async () => {
  const gone = await lose("emoji-picker");
  await open();
  const row = page.getByRole("article").filter({ hasText: "Good morning" });
  await row.hover();
  const more = row.getByRole("button", { name: "More reactions" });
  await more.click();
  const picker = page.getByRole("dialog", { name: "Choose an emoji" });
  await picker.getByRole("alert").getByText("“Choose an emoji” could not be loaded").waitFor();
  await screenshot(page, "later-parts-picker");
  await page.keyboard.press("Escape");
  await picker.waitFor({ state: "detached" });
  await more.waitFor();
  await gone.find();
  await more.click();
  await expect.poll(() => isFocused(picker.getByRole("searchbox"))).toBe(true);
});

test("code can be read where its colours cannot be loaded", async () => {
  const other = await someRoom(url, ada);
  await write(url, other, ada, "```ts\nconst one = 1;\n```");
  const gone = await lose("code-block");
  await openRoom(page, other);
  await page.getByRole("log").getByText("const one = 1;").waitFor();
  await expect.poll(() => gone.asked).toBeGreaterThan(0);
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("Enter in the find box leads to what is found, also before that is shown", async () => {
  const held = await hold("find-results");
  await open();
  await page.getByRole("combobox", { name: /^Find/ }).fill("general");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).pathname).toBe(`/rooms/${room.id}`);
  held.release();
  await page.getByRole("heading", { name: "general", level: 1 }).waitFor();
});

test("one's last message is edited with the keys, though its form is on its way", async () => {
  const held = await hold("edit-form");
  await open();
  await page.locator("#composer").press("ArrowUp");
  await message(page, "Good morning").waitFor();
  held.release();
  const form = page.getByRole("textbox", { name: "Edit message" });
  await expect.poll(() => isFocused(form)).toBe(true);
  expect(await form.inputValue()).toBe("Good morning");
});

test("one writes and sends before what helps with it is there, and it finds what was begun meanwhile", async () => {
  const gone = await lose("writing-help");
  await open();
  const field = page.locator("#composer");
  await field.fill("Hello :tad");
  await field.press("Enter");
  await message(page, "Hello :tad").waitFor();
  await expect.poll(() => gone.asked).toBeGreaterThan(0);
  expect(await page.getByRole("alert").count()).toBe(0);
  await gone.find();
  await field.fill(":tad");
  await page.getByRole("listbox").waitFor();
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toBe("🎉 ");
});

test("a sign-in page that cannot be loaded says so, and comes with the next try", async () => {
  const gone = await lose("auth-pages");
  await context.clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto("/");
  await page.getByRole("heading", { name: "The page could not be loaded" }).waitFor();
  await gone.find();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => isFocused(page.getByLabel("Email or username"))).toBe(true);
});

async function open(): Promise<void> {
  await openRoom(page, room);
  await message(page, "Good morning").waitFor();
  // Where one writes takes the focus as it comes, and would take it away from what a test does next.
  await expect.poll(() => isFocused(page.locator("#composer"))).toBe(true);
}

/** Keeps back a piece of the page. */
async function hold(piece: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(pathOf(piece), (route) => promise.then(() => route.continue()));
  return { release: resolve };
}

/** Takes a piece of the page away. */
async function lose(piece: string) {
  const gone = { asked: 0, find: () => page.unroute(pathOf(piece), abort) };
  const abort = (route: Route) => {
    gone.asked += 1;
    return route.abort();
  };
  await page.route(pathOf(piece), abort);
  return gone;
}

function pathOf(piece: string): RegExp {
  return new RegExp(`/assets/${piece}-[^/]*\\.js$`);
}
