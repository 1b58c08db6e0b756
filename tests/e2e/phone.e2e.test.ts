import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message } from "./support/chat-window.ts";
import { chipOf, longPress, rowOf } from "./support/message-row.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { phone, signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

/** What the other tests do with a mouse and keys, by a finger: two people on two phones and two instances. */
const url = inject("url");
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let anns: Page;
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  room = await someRoom(url, ann, { members: [ben] });
  await write(url, room, ben, ...Array.from({ length: 60 }, (_, n) => `line ${n + 1}`));
  await write(url, room, ann, "Lunch at twelve?");
  anns = (await signedIn(browser, url, ann, "phone")).page;
  await anns.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  bens = await onAnother(browser, url, await instanceOf(anns), ben, "phone");
  await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
}, 180_000);
afterAll(() => browser?.close());

test("a reply quotes what it answers, and a tap on the quote leads there", async () => {
  await choose(bens, "Lunch at twelve?", "Reply");
  await bens.getByRole("status").getByText(`Replying to ${ann.username}`).waitFor();
  await bens.getByRole("textbox", { name: "Message" }).fill("Rather at one");
  await bens.getByRole("button", { name: "Send" }).tap();
  const quote = rowOf(anns, "Rather at one").getByRole("button", { name: /Lunch at twelve/ });
  await quote.tap();
  await expect.poll(() => rowOf(anns, "Lunch at twelve?").first().getAttribute("aria-current")).toBe("location");
  await screenshot(anns, "phone-1-quote");
});

test("a message is edited, says so, and shows what it said before", async () => {
  await choose(bens, "Rather at one", "Edit");
  const editor = bens.getByRole("textbox", { name: "Edit message" });
  await editor.fill("Rather at half past one");
  await screenshot(bens, "phone-2-edit");
  expect(await violations(bens)).toEqual([]);
  await bens.getByRole("button", { name: "Save" }).tap();
  await rowOf(anns, "Rather at half past one").getByRole("button", { name: "edited" }).tap();
  const dialog = anns.getByRole("dialog", { name: "What it said" });
  await expect.poll(() => dialog.getByRole("listitem").count()).toBe(2);
  await screenshot(anns, "phone-3-edits");
  expect(await violations(anns)).toEqual([]);
  await anns.keyboard.press("Escape");
});

test("any emoji is chosen from the sheet", async () => {
  await longPress(message(anns, "Lunch at twelve?"));
  await anns.getByRole("menu").getByRole("menuitem", { name: "More reactions" }).tap();
  const picker = anns.getByRole("dialog", { name: "Choose an emoji" });
  await picker.getByRole("searchbox").fill("octopus");
  await screenshot(anns, "phone-4-picker");
  expect(await violations(anns)).toEqual([]);
  await picker.getByRole("gridcell", { name: "octopus" }).tap();
  await chipOf(bens, "Lunch at twelve?", "🐙").waitFor();
});

test("a copied link leads to its message, which stands out, and on to the newest", async () => {
  await choose(anns, "Lunch at twelve?", "Copy link");
  const link = await anns.evaluate<string>("navigator.clipboard.readText()");
  const seq = Number(/messages\/(\d+)$/.exec(link)?.[1]);
  await bens.goto(link.replace(/\d+$/, `${seq - 50}`));
  await bens.locator(`article[data-seq="${seq - 50}"][aria-current=location]`).waitFor();
  await screenshot(bens, "phone-5-permalink");
  expect(await violations(bens)).toEqual([]);
  await bens.getByRole("button", { name: "Jump to newest" }).tap();
  await expect.poll(() => isInSight(rowOf(bens, "Rather at half past one"))).toBe(true);
});

test("a tap on the day leads to the first message", async () => {
  // What is loaded already: no answer of the server is between the tap and the jump.
  await bens.goto(`/rooms/${room.id}/messages/1`);
  await bens
    .getByRole("button", { name: /jump to another day/ })
    .first()
    .tap();
  await bens.getByRole("menuitem", { name: "First message" }).waitFor();
  await screenshot(bens, "phone-6-days");
  expect(await violations(bens)).toEqual([]);
  await bens.getByRole("menuitem", { name: "First message" }).tap();
  await expect.poll(() => isInSight(message(bens, "line 1"))).toBe(true);
});

test("marked unread, a room waits in the list; deleted, a message is gone for both", async () => {
  await openRoom(anns, room);
  await choose(anns, "Rather at half past one", "Mark unread from here");
  await anns.getByRole("separator", { name: "New" }).waitFor();
  await anns.getByRole("button", { name: "Back to rooms" }).tap();
  const listed = anns.locator(`a[href="/rooms/${room.id}"]`);
  await expect.poll(() => listed.getAttribute("data-unread")).not.toBeNull();
  await screenshot(anns, "phone-7-unread");
  await listed.tap();
  await openRoom(bens, room);
  await choose(bens, "Rather at half past one", "Delete");
  await bens.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).tap();
  await rowOf(anns, "Rather at half past one").waitFor({ state: "detached" });
  await rowOf(bens, "Rather at half past one").waitFor({ state: "detached" });
});

test("what is written and not sent is there after a reload, in another window of the phone too", async () => {
  const field = anns.getByRole("textbox", { name: "Message" });
  await field.fill("Half a thought");
  await anns.reload();
  await expect.poll(() => field.inputValue()).toBe("Half a thought");
  const other = await anns.context().newPage();
  await openRoom(other, room);
  await expect.poll(() => other.getByRole("textbox", { name: "Message" }).inputValue()).toBe("Half a thought");
  await other.close();
});

/** Opens a message's sheet by a long press and takes one of what there is to do. */
async function choose(page: Page, text: string, action: string): Promise<void> {
  await longPress(rowOf(page, text).first().getByText(text).first());
  await page.getByRole("menu").getByRole("menuitem", { name: action, exact: true }).tap();
}

async function isInSight(row: Locator): Promise<boolean> {
  const box = await row.boundingBox().catch(() => null);
  return box !== null && box.y >= 0 && box.y + box.height <= phone.viewport.height;
}
