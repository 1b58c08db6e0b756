import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { message, say } from "./support/chat-window.ts";
import { openBrowser, openWindow } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let page: Page;
let phone: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  room = await someRoom(url, ada, { topic: "Ships on Thursday", members: [ben] });
  await write(
    url,
    room,
    ben,
    `Look, @${ada.username}: \`code\` and https://docs.example/page`,
    `\`\`\`\nselect 1;\n${"-- a line that is wider than the column ".repeat(8)}\n\`\`\``,
  );
  await write(url, room, ada, "Thanks 👍");
  page = (await signedIn(browser, url, ada)).page;
  phone = (await signedIn(browser, url, ada, "phone")).page;
}, 180_000);

afterAll(() => browser?.close());

test("signing in and signing up have no fault that axe knows, also with errors at their fields", async () => {
  const { page, context } = await openWindow(browser, url, "10.1.1.1");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("textbox", { name: "Email or username" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto("/sign-up");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await context.close();
});

test("every page has none", async () => {
  await openRoom(page, room);
  await message(page, "Thanks 👍").waitFor();
  expect(await violations(page)).toEqual([]);
  await openRoom(page, { id: 1 });
  expect(await violations(page)).toEqual([]);
  await page.goto("/browse");
  await page
    .getByRole("button", { name: /^Open / })
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto("/settings/account");
  await page.getByRole("form", { name: "Email address" }).waitFor();
  expect(await violations(page)).toEqual([]);
  for (const path of ["/nowhere", "/rooms/999999999"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: /^There is no/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  }
});

test("every page has none on a phone, and says what it is", async () => {
  await phone.goto("/");
  await phone.getByRole("main").getByRole("heading", { level: 1, name: "Your rooms" }).waitFor();
  await phone.getByRole("link", { name: new RegExp(room.name) }).waitFor();
  expect(await violations(phone)).toEqual([]);
  await openRoom(phone, room);
  await phone.getByRole("main").getByRole("heading", { level: 1, name: room.name }).waitFor();
  expect(await violations(phone)).toEqual([]);
  await openRoom(phone, { id: 1 });
  expect(await violations(phone)).toEqual([]);
  await phone.goto(`/rooms/${room.id}/people`);
  await phone
    .getByRole("main")
    .getByRole("heading", { level: 1, name: `People in ${room.name}` })
    .waitFor();
  await phone.getByText(ben.username).waitFor();
  expect(await violations(phone)).toEqual([]);
});

test("every menu has none while it is open", async () => {
  await openRoom(page, room);
  const open = async (name: RegExp, role: "menu" | "dialog") => {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole(role).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
  };
  await open(/^Room menu/, "menu");
  await open(/^Account of/, "dialog");
  await page.getByText(ben.username).first().hover();
  await open(new RegExp(`^More about ${ben.username}`), "menu");
  await openRoom(phone, room);
  await phone.getByRole("log").getByRole("button", { name: ben.username }).first().click();
  await phone.getByRole("menuitem", { name: "Ban…" }).waitFor();
  expect(await violations(phone)).toEqual([]);
  await phone.keyboard.press("Escape");
  const reader = await signedIn(browser, url, ben);
  await openRoom(reader.page, room);
  await open(/^Read by 1/, "dialog");
  await reader.context.close();
});

test("what one finds and names while writing has none", async () => {
  await openRoom(page, room);
  await page.getByRole("textbox", { name: "Message" }).pressSequentially("@be");
  await page.getByRole("option", { name: ben.username }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("textbox", { name: "Message" }).fill("");
  await page.getByRole("combobox", { name: /^Find/ }).fill(ben.username);
  await page.getByRole("option", { name: ben.username }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add someone" }).click();
  await page.getByRole("combobox", { name: "Add someone" }).fill(ben.username);
  await page.getByRole("option", { name: ben.username }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
});

test("every dialog has none while it is open", async () => {
  await openRoom(page, room);
  const closed = async () => {
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  };
  await page.getByRole("button", { name: "New room" }).click();
  await page.getByRole("dialog", { name: "New room" }).waitFor();
  await closed();
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("dialog", { name: "New message" }).getByRole("combobox").fill(ben.username);
  await page.getByRole("option", { name: ben.username }).first().waitFor();
  await closed();
  for (const [item, title] of [
    ["Room details", room.name],
    ["Leave room", `Leave ${room.name}?`],
  ] as const) {
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await page.getByRole("dialog", { name: title }).waitFor();
    await closed();
  }
  for (const [item, title] of [
    ["Make owner", `Make ${ben.username} an owner?`],
    ["Remove from the room", `Remove ${ben.username}?`],
  ] as const) {
    await page.getByRole("complementary", { name: "People" }).getByText(ben.username).hover();
    await page.getByRole("button", { name: `More about ${ben.username}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await page.getByRole("dialog", { name: title }).waitFor();
    await closed();
  }
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: "Jump to a day" }).click();
  await page.getByRole("dialog", { name: "Jump to a day" }).waitFor();
  await closed();
  await message(page, "Thanks 👍").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete this message?" }).waitFor();
  await closed();
});

test("a message is named by its author, its time and its text; one that waits too", async () => {
  await openRoom(page, room);
  await page.getByRole("article", { name: new RegExp(`^${ada.username}, \\d+:\\d\\d [AP]M Thanks 👍`) }).waitFor();
  await page.getByRole("article", { name: /select 1;/ }).waitFor();
  await page.context().setOffline(true);
  await say(page, "Not there yet");
  await page.getByRole("article", { name: `${ada.username}, not sent yet Not there yet` }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole("article", { name: new RegExp(`^${ada.username}, .* Not there yet`) }).waitFor();
});

test("the button of one's account is called by what is seen of it", async () => {
  const { body } = await call(url, "GET", "/api/v1/users/me", { token: ada.token });
  const button = page.getByRole("button", { name: new RegExp(`^Account of ${body.username}`) });
  expect(await button.getAttribute("aria-label")).toContain(await button.innerText());
});
