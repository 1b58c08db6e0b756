import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { focusedName, focusedText, holdsFocus, isFocused } from "./support/in-page.ts";
import { openBrowser } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { until } from "./support/until.ts";
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
  room = await someRoom(url, ada, { members: [ben] });
  const texts = Array.from({ length: 60 }, (_, index) => `Line ${index + 1} of the log`);
  await write(url, room, ada, ...texts);
  page = (await signedIn(browser, url, ada)).page;
}, 180_000);

afterAll(() => browser?.close());

beforeEach(async () => {
  await openRoom(page, room);
  await message(page, "Line 60 of the log").waitFor();
});

test("a menu opened by Enter has the focus, the arrows move in it, and Escape and Tab lead back", async () => {
  const menu = page.getByRole("button", { name: "Room menu" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await focused("Room details");
  await page.keyboard.press("ArrowDown");
  await focused("Jump to a day");
  await page.keyboard.press("ArrowDown");
  await focused("Leave room");
  await page.keyboard.press("ArrowDown");
  await focused("Room details");
  await page.keyboard.press("End");
  await focused("Leave room");
  await page.keyboard.press("Escape");
  await focused("Room menu");
  await page.keyboard.press("Enter");
  await focused("Room details");
  await page.keyboard.press("Tab");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  expect(await focusedName(page)).not.toBe("Room details");
});

test("the themes are chosen with the arrows", async () => {
  await page.getByRole("button", { name: /^Account of/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(page.getByRole("radio", { name: "System" }))).toBe(true);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator("html").getAttribute("data-theme")).toBe("light");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
});

test("a dialog that is closed gives the focus back to where it was asked for", async () => {
  await page.getByRole("button", { name: "Room menu" }).focus();
  await page.keyboard.press("Enter");
  await focused("Room details");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: room.name }).waitFor();
  await page.keyboard.press("Escape");
  await focused("Room menu");

  await page.getByRole("button", { name: "New room" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => focusedName(page)).toBe("New room");
});

test("a dialog asked for by a button that hides itself gives the focus to the message around it", async () => {
  await focusLastMessage();
  const row = page.locator("article[data-row]").last();
  await row.getByRole("button", { name: "More actions" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => holdsFocus(row)).toBe(true);
});

test("what goes away leaves the focus beside it, not at the top of the page", async () => {
  await page.getByRole("button", { name: "Add someone" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(page.getByRole("combobox", { name: "Add someone" }))).toBe(true);
  await page.keyboard.press("Escape");
  await focused("Add someone");

  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await focused("Add someone");

  await page.getByRole("button", { name: `More about ${ben.username}` }).focus();
  await page.evaluate("document.activeElement.remove()");
  await expect.poll(() => isFocused(page.getByRole("complementary", { name: "People" }))).toBe(true);
});

test("a button that is busy or refused keeps the focus", async () => {
  await page.getByRole("button", { name: "Room menu" }).focus();
  await page.keyboard.press("Enter");
  await focused("Room details");
  await page.keyboard.press("Enter");
  await page.route(`**/api/v1/rooms/${room.id}`, (route) =>
    route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "rate_limited", detail: "Too often", errors: [], retry_after_ms: 30_000 }),
    }),
  );
  await page.getByLabel("Topic").fill("another");
  const save = page.getByRole("button", { name: "Save" });
  await save.focus();
  await page.keyboard.press("Enter");
  await page
    .getByRole("alert")
    .getByText(/Too many tries/)
    .last()
    .waitFor();
  expect(await save.isDisabled()).toBe(true);
  expect(await isFocused(save)).toBe(true);
  await page.unroute(`**/api/v1/rooms/${room.id}`);
  await page.keyboard.press("Escape");
});

test("a message that has the focus stays while one goes to the beginning, and the arrows go on from it", async () => {
  await focusLastMessage();
  await until("the first message is in sight", 15_000, async () => {
    // What is older comes while one is on the way.
    await page.keyboard.press("Home");
    return await message(page, "Line 1 of the log").isVisible();
  });
  expect(await focusedText(page)).toContain("Line 60 of the log");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => focusedText(page)).toContain("Line 59 of the log");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => focusedText(page)).toContain("Line 58 of the log");
});

async function focusLastMessage(): Promise<void> {
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => focusedText(page)).toContain("Line 60 of the log");
}

/** Waits until what is called so has the focus. */
async function focused(name: string): Promise<void> {
  await expect.poll(() => focusedName(page)).toBe(name);
}
