import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, someUser } from "./support/api.ts";
import { instanceOf, message, say, signIn, signUp, someoneOnAnother } from "./support/chat-window.ts";
import { boxOf } from "./support/in-page.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, someRoom } from "./support/some-room.ts";
import { startSystem, type System } from "./support/start-system.ts";
import { until } from "./support/until.ts";
import { violations } from "./support/violations.ts";

let system: System;
let browser: Browser;
/** Ada looks after this hubbub and has two windows open; Ben is on another instance than her first one. */
let ada: Page;
let adasOther: Page;
let ben: Page;
let bensName: string;

beforeAll(async () => {
  system = await startSystem({ RATE_LIMITS: "off", ADMIN_USERNAMES: "ada" });
  browser = await openBrowser();
  ada = (await openWindow(browser, system.url, "10.1.1.1")).page;
  await signUp(ada, "ada");
  adasOther = (await openWindow(browser, system.url, "10.5.5.1")).page;
  await signIn(adasOther, "ada");
  const someone = await someoneOnAnother(browser, system.url, await instanceOf(ada), "ben");
  ben = someone.page;
  bensName = someone.username;
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await system?.destroy();
});

test("a direct message is found by its number, read below the line, and read on all of one's devices", async () => {
  await Promise.all([ada, adasOther, ben].map((page) => openGeneral(page)));

  await ben.keyboard.press("Control+k");
  await ben.keyboard.type("ada");
  await ben.getByRole("option", { name: "ada Message" }).waitFor();
  await ben.keyboard.press("Enter");
  await ben.getByText("This is the beginning of your messages with ada").waitFor();
  await say(ben, "Have you a minute?");
  await say(ben, "It is about the migration.");
  await message(ben, "It is about the migration.").waitFor();

  await hasTitle(ada, "(2) general · hubbub");
  await hasTitle(adasOther, "(2) general · hubbub");
  await expect.poll(() => unread(ada, bensName)).toBe("2");
  await receipt(ben, "Delivered").waitFor();
  await screenshot(ada, "people-1-badge");

  await inSidebar(ada, bensName).click();
  await ada.getByRole("separator", { name: "New" }).waitFor();
  await message(ada, "Have you a minute?").waitFor();
  await receipt(ben, "Read").waitFor();
  await hasTitle(ada, `${bensName} · hubbub`);
  await hasTitle(adasOther, "general · hubbub");
  await expect.poll(() => unread(adasOther, bensName)).toBe(null);
  await screenshot(ada, "people-2-new-line");
  await screenshot(ben, "people-3-read");

  await adasOther.context().close();

  await say(ada, "Of course.");
  await ada.getByRole("separator", { name: "New" }).waitFor({ state: "detached" });
});

test("people of one display name are told apart by their usernames", async () => {
  for (const name of ["robin-one", "robin-two"]) {
    const { token } = await someUser(system.url, name);
    const body = { display_name: "Robin Vale" };
    expect((await call(system.url, "PATCH", "/api/v1/users/me", { token, body })).status).toBe(200);
  }
  await openGeneral(ben);
  await ben.keyboard.press("Control+k");
  await ben.keyboard.type("robin vale");
  for (const name of ["robin-one", "robin-two"]) {
    await ben.getByRole("option", { name: new RegExp(`^Robin Vale @${name}`) }).waitFor();
  }
  await screenshot(ben, "people-equal-names");
  await ben.keyboard.press("Escape");
});

test("a message is sent, then delivered when the other comes, then read", async () => {
  const cleo = { username: "cleo", email: "cleo@example.org", password: "correct horse battery" };
  await call(system.url, "POST", "/api/v1/users/register", { body: cleo });
  await ben.getByRole("button", { name: "New message" }).click();
  await ben.getByRole("dialog").getByRole("combobox").fill("cl");
  await ben.getByRole("option", { name: "cleo" }).click();
  await ben.getByRole("heading", { name: "cleo", exact: true }).waitFor();
  await say(ben, "Welcome");
  await receipt(ben, "Sent").waitFor();

  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  await signIn(page, "cleo");
  await receipt(ben, "Delivered").waitFor();
  await inSidebar(page, bensName).click();
  await receipt(ben, "Read").waitFor();
  await expect.poll(() => ben.getByTestId("receipt").count()).toBe(1);
  await page.context().close();
});

test("who comes back finds where the unread messages begin, and how many there are", async () => {
  await Promise.all([ada, ben].map((page) => openGeneral(page)));
  await ada.getByRole("link", { name: "Announcements" }).click();
  await ada.getByText("This is the beginning of the announcements").waitFor();
  const { body } = await call(system.url, "POST", "/api/v1/users/login", {
    body: { username: bensName, password: "correct horse battery" },
  });
  for (let step = 1; step <= 40; step += 1) {
    const content = `Step ${step} of the checklist is done`;
    await call(system.url, "POST", "/api/v1/rooms/1/messages", { token: body.token, body: { content } });
  }
  await expect.poll(() => unread(ada, "general")).toBe("0");

  await inSidebar(ada, "general").click();
  await ada.getByText(/^\d+ new$/).waitFor();
  await expect.poll(() => isInView(ada, "Step 1 of the checklist is done")).toBe(true);
  await screenshot(ada, "people-4-many");
  await expect.poll(() => unread(ada, "general")).toBe("0");

  await ada.getByRole("button", { name: "Jump to newest" }).click();
  await expect.poll(() => isInView(ada, "Step 40 of the checklist is done")).toBe(true);
  await ada.keyboard.press("Escape");
  await expect.poll(() => unread(ada, "general")).toBe(null);
  await readBy(ben, 1).click();
  await ben.getByRole("dialog", { name: "Read by" }).getByText("ada", { exact: true }).waitFor();
});

test("naming someone calls them by a number, and by colour where they are named", async () => {
  await openGeneral(ben);
  await ada.goto("/browse");
  await ben.getByRole("textbox", { name: /^Message/ }).pressSequentially("Look here, @ad");
  await ben.getByRole("option", { name: "ada" }).waitFor();
  await ben.keyboard.press("Enter");
  await ben.keyboard.type("please");
  await ben.keyboard.press("Enter");
  await message(ben, "Look here, @ada please").waitFor();

  await expect.poll(() => unread(ada, "general")).toBe("1");
  await hasTitle(ada, "(1) Browse rooms · hubbub");
  await inSidebar(ada, "general").click();
  await ada.getByRole("log").getByText("@ada", { exact: true }).waitFor();
  await hasTitle(ada, "general · hubbub");
  await expect.poll(() => unread(ada, "general")).toBe(null);
});

test("an announcement reaches everybody wherever they are, and only admins write there", async () => {
  await openGeneral(ben);
  await ada.getByRole("link", { name: "Announcements" }).click();
  await say(ada, "The server restarts at six.");

  const banner = ben.getByRole("status").filter({ hasText: "Announcement from ada" });
  await banner.getByText("The server restarts at six.").waitFor();
  await expect.poll(() => unread(ben, "Announcements")).toBe("0");
  await screenshot(ben, "people-5-banner");
  const [shown, people] = [await boxOf(banner), await boxOf(ben.getByRole("complementary", { name: "People" }))];
  expect(shown.x + shown.width).toBeLessThanOrEqual(people.x);
  await banner.getByRole("button", { name: "Open" }).click();
  await message(ben, "The server restarts at six.").waitFor();
  await ben.getByText("Only admins write here.").waitFor();
  await banner.waitFor({ state: "hidden" });
  await expect.poll(() => unread(ben, "Announcements")).toBe(null);

  await openGeneral(ben);
  const phone = (await signedIn(browser, system.url, { username: bensName }, "phone")).page;
  await phone.goto("/");
  await inSidebar(phone, "general").waitFor();
  await say(ada, "It is back.");
  const line = phone.getByRole("status").filter({ hasText: "It is back." });
  await line.waitFor();
  const [said, search, plus] = [
    await boxOf(line),
    await boxOf(phone.getByRole("combobox", { name: /^Find/ })),
    await boxOf(phone.getByRole("button", { name: "New room" })),
  ];
  expect(said.y).toBeGreaterThanOrEqual(search.y + search.height);
  expect(plus.y).toBeGreaterThanOrEqual(said.y + said.height);
  expect(await violations(phone)).toEqual([]);
  await screenshot(phone, "people-6-phone-banner");
  await phone.context().close();
  await banner.getByText("It is back.").waitFor();
  const notes = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("What is new") };
  await ada.getByTestId("files").setInputFiles([notes]);
  await ada.locator("[data-file=uploaded]").waitFor();
  await ada.getByRole("textbox", { name: /^Message/ }).press("Enter");
  await banner.getByText("File: notes.txt").waitFor();
  await banner.getByRole("button", { name: "Dismiss" }).click();
  await banner.waitFor({ state: "hidden" });
  await expect.poll(() => unread(ben, "Announcements")).toBe("0");
});

test("who is added to a private room has it at once, and who is removed has it no longer", async () => {
  await openGeneral(ben);
  await ada.getByRole("button", { name: "New room" }).click();
  await ada.getByLabel("Name").fill("hiring");
  await ada.getByRole("radio", { name: /Private/ }).check();
  await ada.getByRole("button", { name: "Create room" }).click();
  await ada.getByRole("heading", { name: "hiring", exact: true }).waitFor();
  expect(await inSidebar(ben, "hiring").count()).toBe(0);

  await ada.getByRole("button", { name: "Add someone" }).click();
  await ada.getByRole("combobox", { name: "Add someone" }).fill("ben");
  await ada.getByRole("option", { name: bensName }).click();
  await ada.getByRole("log").getByText(`You added ${bensName}`).waitFor();
  await inSidebar(ben, "hiring").click();
  await ada.getByRole("region", { name: "Here, 2" }).getByText(bensName).waitFor();
  await say(ben, "Here I am.");
  await message(ada, "Here I am.").waitFor();
  await screenshot(ada, "people-7-private");

  await ada.getByRole("button", { name: `More about ${bensName}` }).click();
  await ada.getByRole("menuitem", { name: "Remove from the room" }).click();
  const question = ada.getByRole("dialog", { name: `Remove ${bensName}?` });
  await question.getByText(`${bensName} can no longer read or write in hiring`).waitFor();
  await question.getByRole("button", { name: "Keep them" }).click();
  await question.waitFor({ state: "detached" });
  await inSidebar(ben, "hiring").waitFor();

  await ada.getByRole("button", { name: `More about ${bensName}` }).click();
  await ada.getByRole("menuitem", { name: "Remove from the room" }).click();
  await question.getByRole("button", { name: "Remove", exact: true }).click();
  await ada.getByRole("log").getByText(`You removed ${bensName}`).waitFor();
  await ben.getByText("You are no longer in this room").waitFor();
  await ben.getByText("Its owners and admins can add you again.").waitFor();
  await inSidebar(ben, "hiring").waitFor({ state: "detached" });
});

test("in a room of more people than the server lists at once, one is offered what fits who somebody is there", async () => {
  const room = await someRoom(system.url, await someUser(system.url, "cora"));
  const join = async ({ token }: { token: string }) =>
    await call(system.url, "POST", `/api/v1/rooms/${room.id}/join`, { token, body: {} });
  for (let joined = 0; joined < 100; joined += 10) {
    await Promise.all(Array.from({ length: 10 }, async () => join(await someUser(system.url, "crowd"))));
  }
  for (const page of [ben, ada]) await openRoom(page, room);
  await say(ben, "Who are all these?");
  await message(ada, "Who are all these?").waitFor();
  const items = async () => {
    await ada
      .getByRole("article", { name: /Who are all these/ })
      .getByRole("button", { name: bensName })
      .click();
    await ada.getByRole("menuitem", { name: "Ban…" }).waitFor();
    const labels = await ada.getByRole("menuitem").allInnerTexts();
    await ada.keyboard.press("Escape");
    return labels.filter((label) => label.startsWith("Make"));
  };
  expect(await items()).toEqual(["Make owner", "Make admin"]);
  const token = await adasToken();
  const { body: found } = await call(system.url, "GET", `/api/v1/users?query=${bensName}`, { token });
  const path = `/api/v1/rooms/${room.id}/members/${found.users[0].id}`;
  await call(system.url, "PATCH", path, { token, body: { role: "admin" } });
  await expect.poll(items).toEqual(["Make owner", "Make member"]);
});

test("a server admin disables an account, whose owner is told at once, and finds it in the audit log", async () => {
  await ben.goto("/admin/people");
  await ben.getByRole("heading", { name: "Only server admins see this page" }).waitFor();

  await ada.getByRole("button", { name: /^Account of/ }).click();
  await ada.getByRole("menuitem", { name: "People" }).click();
  await ada.getByLabel("Find people").fill(bensName);
  await ada.getByRole("button", { name: `Disable ${bensName}` }).click();
  const question = ada.getByRole("dialog", { name: `Disable ${bensName}?` });
  expect(await violations(ada)).toEqual([]);
  await question.getByRole("button", { name: "Disable" }).click();
  await ada.getByRole("button", { name: `Enable ${bensName}` }).waitFor();
  await ben.getByText("This account is disabled.").waitFor();
  await screenshot(ada, "people-8-disabled");

  const token = await adasToken();
  const { body } = await call(system.url, "GET", `/api/v1/admin/users?query=${bensName}`, { token });
  const ofBen = `/api/v1/admin/users/${body.users[0].id}`;
  expect((await call(system.url, "POST", `${ofBen}/enable`, { token, body: {} })).status).toBe(200);
  await ada.getByLabel("Find people").fill("ada");
  await ada.getByText("You", { exact: true }).waitFor();
  await ada.getByLabel("Find people").fill(bensName);
  await ada.getByRole("button", { name: `Disable ${bensName}` }).waitFor();

  await ada.getByRole("link", { name: "Audit log" }).click();
  await ada.getByLabel("What").selectOption({ label: "Accounts disabled" });
  await ada.getByText(`ada disabled the account of ${bensName}`).waitFor();
  expect(await violations(ada)).toEqual([]);
  await screenshot(ada, "people-9-audit");
});

test("the audit log calls a room by its name for who may see it, and by its number for who may not", async () => {
  const cora = await someUser(system.url, "cora");
  const secret = await someRoom(system.url, cora, { type: "private" });
  const body = { user_id: (await someUser(system.url, "dan")).id };
  await call(system.url, "POST", `/api/v1/rooms/${secret.id}/bans`, { token: cora.token, body });
  const token = await adasToken();
  const inLog = async () => (await call(system.url, "GET", `/api/v1/admin/audit?room_id=${secret.id}`, { token })).body;
  await until("the ban is in the log", 15_000, async () => (await inLog()).events.length > 0);
  await ada.goto("/admin/audit");
  await ada.getByLabel("What").selectOption({ label: "People removed" });
  await ada.getByText(/^in hiring($| ·)/).waitFor();
  await ada.getByLabel("What").selectOption({ label: "Bans" });
  await ada.getByText(new RegExp(`^in room ${secret.id} \\(private or gone\\)`)).waitFor();
  expect(await ada.getByText(secret.name).count()).toBe(0);
  expect(await violations(ada)).toEqual([]);
  await looksOf(ada, "people-audit-rooms");
});

async function adasToken(): Promise<string> {
  const body = { username: "ada", password: "correct horse battery" };
  return (await call(system.url, "POST", "/api/v1/users/login", { body })).body.token as string;
}

/** Wide and narrow, light and dark. */
async function looksOf(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 820 });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await screenshot(page, `${name}-${width}-${colorScheme}`);
    }
  }
}

async function openGeneral(page: Page): Promise<void> {
  await page.goto("/rooms/1");
  await page.locator("[data-room-status=joined]").waitFor();
}

function inSidebar(page: Page, name: string) {
  return page.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}( |$)`) });
}

/** The number beside a room's name, "0" for what is only new, null where nothing is. */
async function unread(page: Page, name: string): Promise<string | null> {
  return await inSidebar(page, name).getAttribute("data-unread");
}

function receipt(page: Page, text: string) {
  return page.getByTestId("receipt").getByText(text, { exact: true });
}

function readBy(page: Page, count: number) {
  return page.getByRole("button", { name: `Read by ${count}`, exact: true });
}

async function hasTitle(page: Page, title: string): Promise<void> {
  await until(`the title is ${title}`, 10_000, async () => (await page.title()) === title);
}

async function isInView(page: Page, text: string): Promise<boolean> {
  const [list, row] = await Promise.all([page.getByRole("log").boundingBox(), message(page, text).boundingBox()]);
  return list !== null && row !== null && row.y >= list.y && row.y + row.height <= list.y + list.height;
}
