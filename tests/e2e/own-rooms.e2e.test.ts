import { devices, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message, say, signUp } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { startSystem, type System } from "./support/start-system.ts";

let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem({ RATE_LIMITS: "off" });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.destroy();
});

test("whoever is new lands in general and finds what to do first, on a phone too", async () => {
  const { page: desk } = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(desk, "maren");
  const { page: phone } = await openWindow(browser, system.url, "10.1.1.1", devices["Pixel 7"]);
  await signUp(phone, "tove");
  for (const [page, name] of [
    [desk, "maren"],
    [phone, "tove"],
  ] as const) {
    await page.getByRole("heading", { name: `Welcome, ${name}` }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/rooms/1");
    expect(await page.getByText(/joined|came in/).count()).toBe(0);
    await screenshot(page, `own-rooms-1-${name}`);
    await page.emulateMedia({ colorScheme: "dark" });
    await screenshot(page, `own-rooms-2-${name}-dark`);
  }
  await desk.getByRole("button", { name: "2 people" }).waitFor();
  await desk.getByRole("button", { name: "Create a room" }).click();
  await desk.getByRole("dialog", { name: "New room" }).getByRole("button", { name: "Cancel" }).click();
  await desk.getByRole("button", { name: "Write now" }).click();
  await desk.keyboard.type("Good morning");
  await desk.keyboard.press("Enter");
  await message(phone, "Good morning").waitFor();
  const firstActions = phone.getByRole("list", { name: "What to do first" });
  await phone.getByRole("heading", { name: "This is the beginning of general" }).waitFor();
  await firstActions.waitFor();
  for (const [page, name] of [
    [desk, "maren"],
    [phone, "tove"],
  ] as const) {
    await screenshot(page, `own-rooms-3-${name}-dark`);
    await page.emulateMedia({ colorScheme: "light" });
    await screenshot(page, `own-rooms-4-${name}`);
  }
  for (let written = 2; written <= 10; written += 1) {
    expect(await firstActions.count()).toBe(1);
    await say(desk, `Number ${written}`);
    await message(phone, `Number ${written}`).waitFor();
  }
  await firstActions.waitFor({ state: "detached" });

  // The way back leads to the list, and stays there.
  await phone.goBack();
  await phone.getByRole("link", { name: "general" }).waitFor();
  await phone.reload();
  await phone.getByRole("link", { name: "general" }).waitFor();
  expect(new URL(phone.url()).pathname).toBe("/");
});

test("two tabs show the same theme and the same draft", async () => {
  const { context, page: one } = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(one, "lien");
  await instanceOf(one);
  const other = await context.newPage();
  await Promise.all([one, other].map((page) => page.goto("/rooms/1")));
  const composer = (page: Page) => page.getByRole("textbox", { name: /^Message/ });
  await composer(other).waitFor();

  await composer(one).fill("half a thought");
  await expect.poll(() => composer(other).inputValue()).toBe("half a thought");
  await other.reload();
  await expect.poll(() => composer(other).inputValue()).toBe("half a thought");
  await composer(other).press("Enter");
  await message(one, "half a thought").waitFor();
  await expect.poll(() => composer(one).inputValue()).toBe("");

  const theme = (page: Page) => page.locator("html").getAttribute("data-theme");
  for (const page of [one, other]) await page.getByRole("button", { name: /lien/ }).first().click();
  await one.getByRole("radio", { name: "Dark" }).click();
  await expect.poll(() => theme(other)).toBe("dark");
  await expect.poll(() => other.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
  await other.getByRole("radio", { name: "System" }).click();
  await expect.poll(() => theme(one)).toBe(null);
});

test("a private room opens by itself for who was taken out and is added again, and for who came too early", async () => {
  const owner = await someUser(system.url, "owner");
  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(page, "amara");
  await instanceOf(page);
  const { id: roomId } = await roomOf(owner, "private");
  const amara = await idOf(owner, "amara");
  const members = `/api/v1/rooms/${roomId}/members`;
  const as = { token: owner.token };

  await page.goto(`/rooms/${roomId}`);
  await status(page, "refused");
  await call(system.url, "POST", members, { ...as, body: { username: "amara" } });
  await page.getByRole("textbox", { name: /^Message/ }).waitFor();
  await say(page, "Here I am");
  await message(page, "Here I am").waitFor();

  await call(system.url, "DELETE", `${members}/${amara}`, as);
  await status(page, "removed");
  await call(system.url, "POST", members, { ...as, body: { username: "amara" } });
  await message(page, "Here I am").waitFor();
  await say(page, "Here I am again");
  await message(page, "Here I am again").waitFor();
  expect(await page.locator("[data-room-status=removed]").count()).toBe(0);
});

test("a room that shut while it is shown opens when one goes to it again", async () => {
  const owner = await someUser(system.url, "owner");
  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(page, "haru");
  await instanceOf(page);
  const room = await roomOf(owner, "public");
  await page.goto(`/rooms/${room.id}`);
  await status(page, "joined");
  const haru = await idOf(owner, "haru");
  await call(system.url, "DELETE", `/api/v1/rooms/${room.id}/members/${haru}`, { token: owner.token });
  await status(page, "removed");

  await page.keyboard.press("Control+k");
  await page.keyboard.type(room.name);
  await page.getByRole("option", { name: new RegExp(`${room.name}.*Join`) }).click();
  await status(page, "joined");
  await say(page, "Here I am");
  await message(page, "Here I am").waitFor();
  expect(await message(page, "Here I am").count()).toBe(1);
});

test("a first list of rooms that fails is read again, and says meanwhile that it is not whole", async () => {
  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(page, "jonas");
  await instanceOf(page);
  await page.getByRole("link", { name: "general" }).waitFor();
  let isAway = true;
  await page.route("**/api/v1/users/me/rooms**", (route) => (isAway ? route.abort() : route.continue()));
  await page.goto("/rooms/2");
  await page.getByText("Your rooms could not be loaded").waitFor();
  expect(await page.getByRole("link", { name: "general" }).count()).toBe(0);
  await screenshot(page, "own-rooms-3-incomplete");
  isAway = false;
  await page.getByRole("link", { name: "general" }).waitFor();
  expect(await page.getByText("Your rooms could not be loaded").count()).toBe(0);
});

async function status(page: Page, is: string): Promise<void> {
  await page.locator(`[data-room-status=${is}]`).waitFor();
}

async function roomOf({ token }: SomeUser, type: string): Promise<{ id: number; name: string }> {
  const room = { name: `${type}-${Date.now()}`, type };
  const { body } = await call(system.url, "POST", "/api/v1/rooms", { token, body: room });
  return body;
}

async function idOf({ token }: SomeUser, username: string): Promise<number> {
  const { body } = await call(system.url, "GET", `/api/v1/users?query=${username}`, { token });
  return body.users[0].id;
}
