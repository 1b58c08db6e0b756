import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let room: SomeRoom;
let other: SomeRoom;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ada = await someUser(url, "ada");
  [room, other] = [await someRoom(url, ada), await someRoom(url, ada)];
  const ben = await someUser(url, "ben");
  await write(url, room, ada, "Shall we begin?");
  await someRoom(url, ben, { members: [ada] });
}, 180_000);

beforeEach(async () => {
  ({ context, page } = await signedIn(browser, url, ada));
  await openRoom(page, room);
});

afterEach(() => context.close());
afterAll(() => browser?.close());

test("a room with a draft has a pencil while it is not open, also after a reload, until it is emptied", async () => {
  await composer(page).fill("half a thought");
  expect(await hasPencil(page)).toBe(false);
  await goTo(other);
  await expect.poll(() => hasPencil(page)).toBe(true);
  expect(await violations(page)).toEqual([]);
  await looksOf("drafts-1-list");
  await page.reload();
  await expect.poll(() => hasPencil(page)).toBe(true);
  await goTo(room);
  await expect.poll(() => hasPencil(page)).toBe(false);
  expect(await composer(page).inputValue()).toBe("half a thought");
  await composer(page).fill("");
  await goTo(other);
  expect(await hasPencil(page)).toBe(false);
});

test("the pencil is in the other tab too, and gone there once the draft is sent", async () => {
  const tab = await context.newPage();
  await openRoom(tab, other);
  await composer(page).fill("half a thought");
  await expect.poll(() => hasPencil(tab)).toBe(true);
  expect(await hasPencil(page)).toBe(false);
  await composer(page).press("Enter");
  await message(page, "half a thought").waitFor();
  await expect.poll(() => hasPencil(tab)).toBe(false);
});

test("a reply that one has begun is a draft, until one gives it up", async () => {
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "Do not reply" }).waitFor();
  await goTo(other);
  await expect.poll(() => hasPencil(page)).toBe(true);
  await goTo(room);
  await page.getByRole("button", { name: "Do not reply" }).click();
  await goTo(other);
  expect(await hasPencil(page)).toBe(false);
});

test("a reply begun in a thread is a draft of its room", async () => {
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("t");
  const reply = page.getByRole("textbox", { name: "Reply in thread" });
  await reply.fill("half a reply");
  await goTo(other);
  await expect.poll(() => hasPencil(page)).toBe(true);
  await goTo(room);
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("t");
  await reply.fill("");
  await goTo(other);
  expect(await hasPencil(page)).toBe(false);
});

test("who signs out leaves none", async () => {
  await composer(page).fill("half a thought");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('hubbub.draft'))")).toEqual([]);
});

test("a phone's list has it too", async () => {
  const { page: phone, context: ofPhone } = await signedIn(browser, url, ada, "phone");
  await openRoom(phone, room);
  await composer(phone).fill("half a thought");
  await phone.getByRole("button", { name: "Back to rooms" }).tap();
  await expect.poll(() => hasPencil(phone)).toBe(true);
  expect(await violations(phone)).toEqual([]);
  for (const colorScheme of ["dark", "light"] as const) {
    await phone.emulateMedia({ colorScheme });
    await screenshot(phone, `drafts-2-phone-${colorScheme}`);
  }
  await ofPhone.close();
});

function composer(where: Page) {
  return where.locator("#composer");
}

function inSidebar(where: Page, { name }: SomeRoom) {
  return where.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}( |$)`) });
}

async function goTo(where: SomeRoom): Promise<void> {
  await inSidebar(page, where).click();
  await page.getByRole("heading", { name: where.name, level: 1 }).waitFor();
}

/** Of the room with the draft. */
async function hasPencil(where: Page): Promise<boolean> {
  const link = inSidebar(where, room);
  await link.waitFor();
  return (await link.getByText("draft, not sent").count()) > 0;
}

async function looksOf(name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
