import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message, say, someoneOnAnother } from "./support/chat-window.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
/** Ada owns the room; Ben is in it, on another instance. */
let owner: SomeUser;
let room: SomeRoom;
let ada: Page;
let ben: Page;
let bensName: string;

beforeAll(async () => {
  browser = await openBrowser();
  owner = await someUser(url, "ada");
  room = await someRoom(url, owner);
  ada = (await signedIn(browser, url, owner)).page;
  const someone = await someoneOnAnother(browser, url, await instanceOf(ada), `ben-${Date.now().toString(36)}-`);
  ben = someone.page;
  bensName = someone.username;
  await Promise.all([ada, ben].map((page) => openRoom(page, room)));
  await say(ben, "Hello from Ben");
  await message(ada, "Hello from Ben").waitFor();
}, 180_000);

afterAll(() => browser?.close());

test("who is muted reads and does not write, keeps what they had begun, and writes again when it is lifted", async () => {
  await ben.getByRole("textbox", { name: "Message" }).fill("half a sen");
  await atTheirName("Mute…");
  const question = ada.getByRole("dialog", { name: `Mute ${bensName}?` });
  await question.getByRole("radio", { name: "1 day" }).check();
  expect(await violations(ada)).toEqual([]);
  await screenshot(ada, "safety-1-mute");
  await question.getByRole("button", { name: "Mute" }).click();
  await ada.getByTestId("toast").getByText(`${bensName} is muted for a day.`).waitFor();

  await ben.getByText(/^You are muted here until .* what you had begun to write is kept\.$/).waitFor();
  await ada.getByRole("log").getByText(`You muted ${bensName}`).waitFor();
  await inPanel(ada)
    .getByText(/^Muted until/)
    .waitFor({ state: "attached" });
  await say(ada, "One more for everybody");
  await message(ben, "One more for everybody").waitFor();
  expect(await violations(ben)).toEqual([]);
  await screenshot(ben, "safety-2-muted");
  await screenshot(ada, "safety-3-muted-in-panel");

  await inPanel(ada).getByText(bensName).hover();
  await ada.getByRole("button", { name: `More about ${bensName}` }).click();
  await ada.getByRole("menuitem", { name: "Unmute" }).click();
  const composer = ben.getByRole("textbox", { name: "Message" });
  await composer.waitFor();
  expect(await composer.inputValue()).toBe("half a sen");
});

test("a name in the conversation is mentioned by its menu, with the keys as well", async () => {
  await message(ada, "Hello from Ben").click();
  await ada.getByRole("article", { name: /Hello from Ben/ }).focus();
  await ada.keyboard.press("Tab");
  await ada.keyboard.press("Enter");
  await ada.getByRole("menuitem", { name: "Mention" }).waitFor();
  await ada.keyboard.press("ArrowDown");
  await ada.keyboard.press("Enter");
  await expect.poll(() => ada.getByRole("textbox", { name: "Message" }).inputValue()).toBe(`@${bensName} `);
  await ada.getByRole("textbox", { name: "Message" }).fill("");
});

test("who is blocked hears why they cannot write, keeps the text, and may write again", async () => {
  await atTheirName("Message");
  await ada.getByText(`This is the beginning of your messages with ${bensName}`).waitFor();
  await say(ada, "Just between us");
  await ben
    .getByRole("navigation")
    .getByRole("link", { name: new RegExp(`^${owner.username}`) })
    .click();
  await message(ben, "Just between us").waitFor();

  await ada.getByRole("button", { name: `More about ${bensName}` }).click();
  await ada.getByRole("menuitem", { name: "Block…" }).click();
  const question = ada.getByRole("dialog", { name: `Block ${bensName}?` });
  expect(await violations(ada)).toEqual([]);
  await screenshot(ada, "safety-4-block");
  await question.getByRole("button", { name: "Block" }).click();
  await ada.getByText(`You have blocked ${bensName}: neither of you can write here.`).waitFor();
  await screenshot(ada, "safety-5-blocked");

  await say(ben, "Are you there?");
  await ben.getByText("Not sent. One of you has blocked the other").waitFor();
  await message(ben, "Are you there?").waitFor();
  await screenshot(ben, "safety-6-refused");
  await openRoom(ada, room);
  await openRoom(ben, room);
  await ada.goto("/browse");
  await say(ben, `@${owner.username}, here then`);
  await message(ben, `@${owner.username}, here then`).waitFor();
  const link = ada.getByRole("navigation").getByRole("link", { name: new RegExp(`${room.name}( |$)`) });
  await expect.poll(() => link.getAttribute("data-unread")).toBe("0");

  await ada.goto("/settings/blocked");
  await ada.getByRole("button", { name: `Unblock ${bensName}` }).click();
  await ada.getByText("You have blocked nobody").waitFor();
  await ben
    .getByRole("navigation")
    .getByRole("link", { name: new RegExp(`^${owner.username}`) })
    .click();
  await ben.getByRole("button", { name: "Try again" }).click();
  await ben.getByText("Not sent.").waitFor({ state: "detached" });
});

test("who is banned is out of the room, sees that, and is let back", async () => {
  await Promise.all([ada, ben].map((page) => openRoom(page, room)));
  await atTheirName("Ban…");
  const question = ada.getByRole("dialog", { name: `Ban ${bensName}?` });
  await question.getByLabel("Reason").fill("Sold watches");
  await question.getByRole("radio", { name: "For good" }).check();
  expect(await violations(ada)).toEqual([]);
  await screenshot(ada, "safety-7-ban");
  await question.getByRole("button", { name: "Ban", exact: true }).click();
  await ada.getByRole("log").getByText(`You banned ${bensName}`).waitFor();
  await ben.getByText("You are banned from this room").waitFor();
  await screenshot(ben, "safety-8-banned");

  const banned = inPanel(ada).getByRole("region", { name: "Banned, 1" });
  await banned.getByText("for good · Sold watches").waitFor();
  expect(await violations(ada)).toEqual([]);
  await screenshot(ada, "safety-9-bans");
  await ben.reload();
  await ben.getByText("You are banned from this room").waitFor();
  await banned.getByRole("button", { name: `Lift ban of ${bensName}` }).click();
  await banned.waitFor({ state: "detached" });
  await ben.getByRole("button", { name: "Try again" }).click();
  await ben.locator("[data-room-status=joined]").waitFor();
});

/** What one does at a name in the conversation. */
async function atTheirName(item: string): Promise<void> {
  await ada
    .getByRole("article", { name: /Hello from Ben/ })
    .getByRole("button", { name: bensName })
    .click();
  await ada.getByRole("menuitem", { name: item }).click();
}

function inPanel(page: Page) {
  return page.getByRole("complementary", { name: "People" });
}
