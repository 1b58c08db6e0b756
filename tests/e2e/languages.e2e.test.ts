import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { boxOf, isFocused } from "./support/in-page.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let alone: SomeRoom;
let team: SomeRoom;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  const [owner, ...others] = await Promise.all(["ada", "ben", "cleo", "dan", "eve"].map((name) => someUser(url, name)));
  ada = owner!;
  alone = await someRoom(url, ada);
  team = await someRoom(url, ada, { topic: "Ships on Thursday.", members: others });
  await write(url, team, ada, "Good morning, everybody.", "صباح الخير للجميع.");
  await write(url, team, others[0]!, "Good morning");
  page = (await signedIn(browser, url, ada)).page;
}, 180_000);

afterAll(() => browser?.close());

test("whoever's browser speaks German is spoken to in German, and in English where it speaks none that the page knows", async () => {
  for (const [locale, button] of [
    ["de-AT", "Anmelden"],
    ["fi-FI", "Sign in"],
  ] as const) {
    const { page, context } = await openWindow(browser, url, "10.1.1.1", { locale });
    await page.goto("/sign-in");
    await page.locator("form").waitFor();
    expect(await page.getByRole("button", { name: button }).count()).toBe(1);
    await context.close();
  }
});

test("where a language's words cannot be loaded the page speaks English", async () => {
  const { page, context } = await openWindow(browser, url, "10.1.1.1", { locale: "de-DE" });
  await context.route(/\/assets\/de-.*\.js$/, (route) => route.abort());
  await page.goto("/sign-in");
  await page.locator("form").waitFor();
  expect(await page.getByRole("button", { name: "Sign in" }).count()).toBe(1);
  expect(await page.evaluate("document.documentElement.lang")).toBe("en");
  await context.close();
});

test("a language is chosen in the settings: at once, in every tab and for good, and things are counted as it counts", async () => {
  const other = await page.context().newPage();
  await openRoom(other, team);
  await other.getByRole("button", { name: "5 people" }).waitFor();
  await choose("Language", "de");
  await page.getByRole("heading", { level: 1, name: "Einstellungen" }).waitFor();
  expect(await isFocused(page.getByRole("combobox", { name: "Sprache" }))).toBe(true);
  expect(await direction()).toEqual(["de", "ltr"]);
  await other.getByRole("button", { name: "5 Personen" }).waitFor();
  await other.close();
  await openRoom(page, alone);
  await page.getByRole("button", { name: "1 Person" }).waitFor();
  await openRoom(page, team);
  await page.getByRole("button", { name: "5 Personen" }).waitFor();
  await page.getByText("Heute").waitFor();
  await screenshot(page, "languages-1-german");
});

test("Arabic runs from right to left, and nothing about it is a fault that axe knows", async () => {
  await choose("Sprache", "ar");
  await page.getByRole("heading", { level: 1, name: "الإعدادات" }).waitFor();
  expect(await direction()).toEqual(["ar", "rtl"]);
  await screenshot(page, "languages-2-arabic-settings");
  expect(await violations(page)).toEqual([]);
  await openRoom(page, alone);
  // Said in words, and called by the number that stands there.
  await page.getByRole("button", { name: "شخص واحد: 1" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await openRoom(page, team);
  await message(page, "صباح الخير للجميع.").waitFor();
  await page.getByRole("button", { name: "5 أشخاص" }).waitFor();
  expect((await boxOf(page.getByRole("navigation").first())).x).toBeGreaterThan(640);
  expect((await boxOf(page.getByRole("complementary"))).x).toBe(0);
  // What is written from left to right stands where the page begins as well, a list as a line.
  await write(url, team, ada, "- from left to right");
  const item = await boxOf(page.getByRole("log").getByRole("list").filter({ hasText: "from left to right" }).last());
  const line = await boxOf(message(page, "صباح الخير للجميع."));
  expect(Math.round(item.x + item.width)).toBe(Math.round(line.x + line.width));
  await shots("languages-3-arabic");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: /^حساب/ }).click();
  await page.getByRole("menuitem", { name: "تسجيل الخروج" }).waitFor();
  await shots("languages-4-arabic-menu");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "العودة إلى الغرف" }).waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await shots("languages-5-arabic-phone");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 820 });
});

test("and back to what the browser speaks", async () => {
  await choose("اللغة", "");
  await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  expect(await direction()).toEqual(["en", "ltr"]);
});

/** `label`: what the choice is called in the language before. */
async function choose(label: string, language: string): Promise<void> {
  await page.goto("/settings/account");
  await page.getByRole("combobox", { name: label }).selectOption(language);
}

function direction(): Promise<unknown> {
  return page.evaluate("[document.documentElement.lang, document.documentElement.dir]");
}

async function shots(name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
