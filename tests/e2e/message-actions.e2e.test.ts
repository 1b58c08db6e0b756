import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message, say, signIn } from "./support/chat-window.ts";
import { holdsFocus, isFocused } from "./support/in-page.ts";
import { chipOf, longPress, pressInBar, rowOf } from "./support/message-row.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let messages: string;
/** Of Ann, and of Ben on the other instance. */
let anns: Page;
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  room = await someRoom(url, ann, { members: [ben] });
  messages = `/api/v1/rooms/${room.id}/messages`;
  await write(url, room, ann, "Staging is on the new build", "Lunch at twelve?");
  await write(url, room, ben, "That is better than I feared");
  anns = (await signedIn(browser, url, ann)).page;
  await anns.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  bens = await onAnother(browser, url, await instanceOf(anns), ben);
  await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
}, 180_000);

afterAll(() => browser?.close());

test("two people on two instances react at the hover bar and by a click, and see who did", async () => {
  const row = rowOf(anns, "Lunch at twelve?");
  await pressInBar(row, "React with 👍");
  const chip = chipOf(bens, "Lunch at twelve?", "👍");
  await chip.waitFor();
  expect(await chip.getAttribute("aria-pressed")).toBe("false");
  await chip.click();
  await expect.poll(() => chip.innerText()).toMatch(/2/);
  const anns2 = chipOf(anns, "Lunch at twelve?", "👍");
  await expect.poll(() => anns2.innerText()).toMatch(/2/);
  expect(await anns2.getAttribute("aria-pressed")).toBe("true");
  await anns2.hover();
  await expect.poll(() => anns2.getAttribute("title")).toBe(`${ben.username} and you reacted with 👍`);
  await screenshot(anns, "actions-1-hover-bar");
  await anns2.click();
  await expect.poll(() => chip.innerText()).toMatch(/1/);
  await chip.click();
  await chip.waitFor({ state: "detached" });
});

test("all that there is to do with a message is in its menu, by the right button and by keys", async () => {
  const row = rowOf(anns, "Staging is on the new build");
  await message(anns, "Staging is on the new build").click({ button: "right" });
  const menu = anns.getByRole("menu", { name: `Message of ${ann.username}` });
  await menu.waitFor();
  expect(await menu.getByRole("menuitem").allInnerTexts()).toEqual([
    "",
    "Reply\nR",
    "Reply in thread\nT",
    "Copy text\nC",
    "Copy link\nL",
    "Pin\nP",
    "Mark unread from here\nU",
    "Edit\nE",
    "Delete\nDel",
  ]);
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "actions-2-menu");
  await menu.getByRole("menuitem", { name: "Copy text" }).click();
  await menu.waitFor({ state: "detached" });
  expect(await anns.evaluate("navigator.clipboard.readText()")).toBe("Staging is on the new build");

  await row.focus();
  await anns.keyboard.press("Shift+F10");
  await menu.waitFor();
  await anns.keyboard.press("End");
  expect(await isFocused(menu.getByRole("menuitem", { name: "Delete" }))).toBe(true);
  await anns.keyboard.press("Escape");
  await expect.poll(() => isFocused(row)).toBe(true);
  await anns.keyboard.press("l");
  await expect
    .poll(() => anns.evaluate("navigator.clipboard.readText()"))
    .toMatch(new RegExp(`/rooms/${room.id}/messages/\\d+$`));
  await anns.keyboard.press("e");
  await anns.getByRole("textbox", { name: "Edit message" }).waitFor();
  await anns.keyboard.press("Escape");
  await row.focus();
  await anns.keyboard.press("Delete");
  await anns.getByRole("dialog", { name: "Delete this message?" }).waitFor();
  await anns.keyboard.press("Escape");
  await expect.poll(() => holdsFocus(row)).toBe(true);
});

test("what an edited message said before is a press away", async () => {
  await bens.getByRole("textbox", { name: "Message" }).press("ArrowUp");
  const editor = bens.getByRole("textbox", { name: "Edit message" });
  await editor.fill("That is better than I feared, by far");
  await editor.press("Enter");
  const row = rowOf(anns, "That is better than I feared, by far");
  await row.getByRole("button", { name: "edited" }).click();
  const dialog = anns.getByRole("dialog", { name: "What it said" });
  await expect.poll(() => dialog.getByRole("listitem").count()).toBe(2);
  expect(await dialog.getByRole("listitem").last().innerText()).toMatch(/That is better than I feared$/);
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "actions-8-edits");
  await anns.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("an edit tells of what another tab has made of the message meanwhile, and loses nothing", async () => {
  const said = await call(url, "POST", messages, { token: ann.token, body: { content: "We meet at noon" } });
  const path = `${messages}/${said.body.seq}`;
  const row = anns.locator(`article[data-seq="${said.body.seq}"]`);
  await row.waitFor();
  await row.focus();
  await anns.keyboard.press("e");
  const editor = anns.getByRole("textbox", { name: "Edit message" });
  await call(url, "PATCH", path, { token: ann.token, body: { content: "We meet at one" } });
  await expect.poll(() => editor.inputValue()).toBe("We meet at one");
  await editor.fill("We meet at one, in the park");
  await call(url, "PATCH", path, { token: ann.token, body: { content: "We meet at **two**" } });
  await row.getByRole("status").getByText("This message was changed meanwhile.").waitFor();
  await row.getByText("We meet at two").waitFor();
  expect(await editor.inputValue()).toBe("We meet at one, in the park");
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "actions-10-changed-meanwhile");
  await anns.reload();
  await row.getByRole("status").getByText("This message was changed meanwhile.").waitFor();
  await row.getByRole("button", { name: "Use the newer text" }).click();
  await expect.poll(() => editor.inputValue()).toBe("We meet at **two**");
  await row.getByText("This message was changed meanwhile.").waitFor({ state: "detached" });
  await editor.press("Control+z");
  await expect.poll(() => editor.inputValue()).toBe("We meet at one, in the park");

  await call(url, "DELETE", path, { token: ann.token });
  await row.getByRole("status").getByText("This message was deleted meanwhile.").waitFor();
  expect(await row.getByRole("button", { name: "Save" }).count()).toBe(0);
  await editor.press("Enter");
  expect(await editor.inputValue()).toBe("We meet at one, in the park");
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "actions-11-deleted-meanwhile");
  await row.getByRole("button", { name: "Copy text" }).click();
  await anns.getByRole("status").getByText("The text is copied").waitFor();
  expect(await anns.evaluate("navigator.clipboard.readText()")).toBe("We meet at one, in the park");
  await row.getByRole("button", { name: "Close" }).click();
  await row.getByText("This message was deleted", { exact: true }).waitFor();
});

test("an edit in which nothing was written goes with its message", async () => {
  const said = await call(url, "POST", messages, { token: ann.token, body: { content: "Not for long" } });
  const row = rowOf(anns, "Not for long");
  await row.waitFor();
  await row.focus();
  await anns.keyboard.press("e");
  const editor = anns.getByRole("textbox", { name: "Edit message" });
  await editor.waitFor();
  await call(url, "DELETE", `${messages}/${said.body.seq}`, { token: ann.token });
  await editor.waitFor({ state: "detached" });
  expect(await isFocused(anns.getByRole("textbox", { name: "Message" }))).toBe(true);
});

test("what is open over a message goes with it when it is deleted", async () => {
  const said = await call(url, "POST", messages, { token: ben.token, body: { content: "The code is 4711" } });
  await call(url, "PATCH", `${messages}/${said.body.seq}`, { token: ben.token, body: { content: "No code here" } });
  const row = rowOf(anns, "No code here");
  await row.getByRole("button", { name: "edited" }).click();
  const dialog = anns.getByRole("dialog", { name: "What it said" });
  await dialog.getByText("The code is 4711").waitFor();
  await call(url, "DELETE", `${messages}/${said.body.seq}`, { token: ben.token });
  await dialog.waitFor({ state: "detached" });
  expect(await anns.getByRole("log").getByText("The code is 4711").count()).toBe(0);
  const other = await call(url, "POST", messages, { token: ben.token, body: { content: "Nor here" } });
  await message(anns, "Nor here").click({ button: "right" });
  const menu = anns.getByRole("menu", { name: `Message of ${ben.username}` });
  await menu.waitFor();
  await call(url, "DELETE", `${messages}/${other.body.seq}`, { token: ben.token });
  await menu.waitFor({ state: "detached" });
  const last = await call(url, "POST", messages, { token: ann.token, body: { content: "Nor is this" } });
  const mine = rowOf(anns, "Nor is this");
  await mine.waitFor();
  await mine.focus();
  await anns.keyboard.press("Delete");
  const question = anns.getByRole("dialog", { name: "Delete this message?" });
  await question.getByText("Nor is this").waitFor();
  await call(url, "DELETE", `${messages}/${last.body.seq}`, { token: ann.token });
  await question.waitFor({ state: "detached" });
});

test("any emoji can be chosen, by its name, for a reaction and for what one writes", async () => {
  const row = rowOf(anns, "Lunch at twelve?");
  await pressInBar(row, "More reactions");
  const picker = anns.getByRole("dialog", { name: "Choose an emoji" });
  await expect.poll(() => isFocused(picker.getByRole("searchbox"))).toBe(true);
  await anns.keyboard.type("octopus");
  await picker.getByRole("gridcell", { name: "octopus" }).waitFor();
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "actions-5-picker");
  await anns.keyboard.press("Enter");
  await picker.waitFor({ state: "detached" });
  await chipOf(bens, "Lunch at twelve?", "🐙").waitFor();

  await bens.getByRole("button", { name: "Emoji", exact: true }).click();
  await bens.getByRole("searchbox", { name: "Search emoji" }).fill("tada");
  await bens.getByRole("gridcell", { name: "party popper" }).click();
  await expect.poll(() => bens.getByRole("textbox", { name: "Message" }).inputValue()).toBe("🎉");
  await bens.getByRole("textbox", { name: "Message" }).fill("");
});

test("a reply shows what it answers, as that is now, and leads there", async () => {
  const row = rowOf(bens, "Staging is on the new build");
  await pressInBar(row, "Reply");
  await bens.getByRole("status").getByText(`Replying to ${ann.username}`).waitFor();
  await screenshot(bens, "actions-6-replying");
  await bens.reload();
  await bens.getByRole("status").getByText(`Replying to ${ann.username}`).waitFor();
  await say(bens, "It is quick");
  const quote = rowOf(anns, "It is quick").getByRole("button", { name: /Staging is on the new build/ });
  await quote.waitFor();
  expect(await bens.getByText(`Replying to ${ann.username}`).count()).toBe(0);
  await quote.click();
  const original = rowOf(anns, "Staging is on the new build").first();
  await expect.poll(() => original.getAttribute("aria-current")).toBe("location");
  await screenshot(anns, "actions-7-quote");

  await original.focus();
  await anns.keyboard.press("Delete");
  await anns.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await rowOf(bens, "It is quick")
    .getByRole("button", { name: /This message was deleted/ })
    .waitFor();
  expect(await violations(anns)).toEqual([]);
  await anns.getByRole("textbox", { name: "Message" }).press("Escape");
});

test("a message marked unread stays so until one reads it, in every window", async () => {
  const { page: other, context } = await signedIn(browser, url, ann);
  await other.goto("/browse");
  await write(url, room, ben, "Read this later");
  await message(anns, "Read this later").waitFor();
  const isUnread = async () =>
    (await other.locator(`a[href="/rooms/${room.id}"]`).getAttribute("data-unread")) !== null;
  await expect.poll(isUnread).toBe(false);
  await rowOf(anns, "Read this later").focus();
  await anns.keyboard.press("u");
  await anns.getByRole("separator", { name: "New" }).waitFor();
  await expect.poll(isUnread).toBe(true);
  // What one goes on looking at is not read by that.
  await write(url, room, ben, "And this");
  await message(anns, "And this").waitFor();
  const { body } = await call(url, "GET", "/api/v1/users/me/rooms", { token: ann.token });
  expect(body.rooms.find(({ id }: { id: number }) => id === room.id).unread_count).toBe(2);
  await anns.keyboard.press("Escape");
  await anns.getByRole("separator", { name: "New" }).waitFor({ state: "detached" });
  await expect.poll(isUnread).toBe(false);
  await context.close();
});

test("what the server refuses is taken back and says why, and nothing written is lost", async () => {
  const { page: late, context } = await openWindow(browser, url, "10.1.1.1");
  // It hears of no deletion: what it shows is gone on the server.
  await late.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (!String(frame).includes('"type":"message_deleted"')) socket.send(frame);
    });
  });
  await signIn(late, ben.username);
  await openRoom(late, room);
  const gone = await call(url, "POST", messages, { token: ben.token, body: { content: "Gone before one knows" } });
  const row = rowOf(late, "Gone before one knows");
  await row.waitFor();
  await row.focus();
  await late.keyboard.press("e");
  const editor = late.getByRole("textbox", { name: "Edit message" });
  await editor.fill("Gone, and written anew");
  await call(url, "DELETE", `${messages}/${gone.body.seq}`, { token: ben.token });
  await rowOf(anns, "Gone before one knows").waitFor({ state: "detached" });

  await editor.press("Enter");
  await rowOf(late, "Gone")
    .or(late.getByRole("article"))
    .getByRole("alert")
    .getByText(/no such message/i)
    .waitFor();
  expect(await editor.inputValue()).toBe("Gone, and written anew");
  await screenshot(late, "actions-9-refused");
  await editor.press("Escape");
  await pressInBar(row, "React with 👍");
  await late
    .getByRole("status")
    .getByText(/no such message/i)
    .waitFor();
  await chipOf(late, "Gone before one knows", "👍").waitFor({ state: "detached" });
  await context.close();
});

test("on a phone a long press opens them as a sheet", async () => {
  const phone = (await signedIn(browser, url, ben, "phone")).page;
  await openRoom(phone, room);
  const text = phone.getByRole("log").getByText("That is better than I feared, by far");
  await longPress(text, "touchCancel");
  const sheet = phone.getByRole("menu", { name: `Message of ${ben.username}` });
  await sheet.getByText("That is better than I feared, by far").waitFor();
  await screenshot(phone, "actions-3-sheet");
  expect(await violations(phone)).toEqual([]);
  await sheet.getByRole("menuitemcheckbox", { name: "React with 🎉" }).tap();
  await sheet.waitFor({ state: "detached" });
  const chip = chipOf(phone, "That is better than I feared", "🎉");
  await chip.waitFor();
  await chipOf(anns, "That is better than I feared", "🎉").waitFor();
  await longPress(chip);
  await phone.getByRole("dialog", { name: "Who has reacted" }).getByText("You reacted with 🎉").waitFor();
  await screenshot(phone, "actions-4-reactors");
  await phone.keyboard.press("Escape");
  expect(await chip.getAttribute("aria-pressed")).toBe("true");
  expect(await violations(phone)).toEqual([]);
  await phone.context().close();
});
