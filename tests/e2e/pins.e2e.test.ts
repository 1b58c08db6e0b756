import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message } from "./support/chat-window.ts";
import { isFocused } from "./support/in-page.ts";
import { longPress, rowOf } from "./support/message-row.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
/** Of Ann, and of Ben on the other instance. */
let anns: Page;
let bens: Page;

const plan = "The plan: build on Tuesday, ship on Thursday";
const code = "Deploy with\n```sh\nnpm run deploy -- --region eu\n```";

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  room = await someRoom(url, ann, { members: [ben] });
  await write(url, room, ann, "The oldest word of all");
  await write(url, room, ben, ...Array.from({ length: 120 }, (_, n) => `line ${n + 1}`));
  await write(url, room, ann, plan, code, "Nobody pins this");
  anns = (await signedIn(browser, url, ann)).page;
  bens = await onAnother(browser, url, await instanceOf(anns), ben);
  await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
}, 180_000);

afterAll(() => browser?.close());

test("a room without pins says what they are for", async () => {
  await opener(anns).click();
  await panel(anns).getByRole("heading", { name: "Nothing is pinned yet" }).waitFor();
  await isAt(anns, `/rooms/${room.id}/pins`);
  expect(await violations(anns)).toEqual([]);
  await looksOf(anns, "pins-1-empty");
});

test("who pins by a key shows it to all at once: in the row, in the header, in the panel and as a notice", async () => {
  const row = rowOf(bens, plan);
  await row.focus();
  await bens.keyboard.press("p");
  await row.getByText("Pinned by you").waitFor();
  await pinned(anns, plan).waitFor();
  await expect.poll(() => rowOf(anns, plan).innerText()).toContain(`Pinned by ${ben.username}`);
  await expect.poll(() => opener(anns).innerText()).toBe("1");
  expect(await opener(anns).getAttribute("aria-label")).toBe("1 pinned message");
  await anns.getByRole("log").getByText(`${ben.username} pinned a message`).waitFor();
  await bens.getByRole("log").getByText("You pinned a message").waitFor();

  await message(anns, "Deploy with").click({ button: "right" });
  const menu = anns.getByRole("menu", { name: `Message of ${ann.username}` });
  await menu.getByRole("menuitem", { name: "Pin", exact: true }).click();
  await pinned(anns, "npm run deploy").waitFor();
  await expect.poll(() => opener(bens).innerText()).toBe("2");
  expect(await panel(anns).getByRole("listitem").first().innerText()).toContain("npm run deploy");
  expect(await violations(anns)).toEqual([]);
  await looksOf(anns, "pins-2-panel");
  await message(anns, "Deploy with").click({ button: "right" });
  await menu.getByRole("menuitem", { name: "Unpin", exact: true }).waitFor();
  await anns.keyboard.press("Escape");
});

test("the panel shows what a message says now, and nothing of one that is deleted", async () => {
  const { seq } = await anyMessage(plan);
  const path = `/api/v1/rooms/${room.id}/messages/${seq}`;
  await call(url, "PATCH", path, { token: ann.token, body: { content: `${plan}, early` } });
  await pinned(anns, `${plan}, early`).waitFor();
  const { body: lunch } = await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, {
    token: ben.token,
    body: { content: "Lunch at twelve?" },
  });
  await pin(lunch.seq, ann);
  await pinned(anns, "Lunch at twelve?").waitFor();
  await call(url, "DELETE", `/api/v1/rooms/${room.id}/messages/${lunch.seq}`, { token: ben.token });
  await pinned(anns, "Lunch at twelve?").waitFor({ state: "detached" });
  await expect.poll(() => opener(anns).innerText()).toBe("2");
});

test("a pin of what is far above comes into the panel, and leads there", async () => {
  const { seq } = await anyMessage("The oldest word of all", 0);
  await pin(seq, ben);
  const item = pinned(anns, "The oldest word of all");
  await item.waitFor();
  expect(await rowOf(anns, "The oldest word of all").count()).toBe(0);
  await item.getByRole("button", { name: "Show in the conversation" }).click();
  await anns.locator(`article[data-seq="${seq}"][aria-current=location]`).waitFor();
  await panel(anns).waitFor();
  await anns.getByRole("button", { name: "Jump to newest" }).click();
  await anns.getByRole("log").getByText(`${ben.username} pinned a message`).last().waitFor();
  await anns.getByRole("log").getByRole("button", { name: "Show the message" }).last().click();
  await anns.locator(`article[data-seq="${seq}"][aria-current=location]`).waitFor();
});

test("a pinned reply is shown in its thread, and the way back leads to the pins", async () => {
  const { seq: root } = await anyMessage(code);
  const { body: reply } = await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, {
    token: ben.token,
    body: { content: `In a thread, @${ann.username} and @nobody`, thread_seq: root },
  });
  await pin(reply.seq, ben);
  const item = pinned(anns, "In a thread");
  await item.waitFor();
  // Of whom it names only those are set off whom it calls.
  expect(await item.locator(".bg-accent-soft").allInnerTexts()).toEqual([`@${ann.username}`]);
  expect(await item.locator(".bg-tint").count()).toBe(0);
  await item.getByRole("button", { name: "Show in the conversation" }).click();
  const thread = anns.getByRole("complementary", { name: "Thread" });
  await thread.locator(`article[data-seq="${reply.seq}"][aria-current=location]`).waitFor();
  await anns.goBack();
  await item.waitFor();
  const path = `/api/v1/rooms/${room.id}/messages/${reply.seq}/pin`;
  await call(url, "DELETE", path, { token: ben.token });
  await item.waitFor({ state: "detached" });
});

test("anybody in the room takes a pin away, in the panel too", async () => {
  await pinned(anns, "The oldest word of all").getByRole("button", { name: "Unpin" }).click();
  await pinned(anns, "The oldest word of all").waitFor({ state: "detached" });
  await bens.getByRole("log").getByText(`${ann.username} unpinned a message`).waitFor();
  await expect.poll(() => opener(bens).innerText()).toBe("2");
});

test("a link opens the panel, a reload keeps it, and the people that stood there come back after it", async () => {
  await anns.reload();
  await pinned(anns, plan).waitFor();
  await openRoom(anns, room);
  const people = anns.getByRole("complementary", { name: "People" });
  await people.waitFor();
  await opener(anns).click();
  await pinned(anns, plan).waitFor();
  expect(await people.count()).toBe(0);
  await panel(anns).getByRole("button", { name: "Close the panel" }).click();
  await people.waitFor();
  await isAt(anns, `/rooms/${room.id}`);
  await expect.poll(() => isFocused(opener(anns))).toBe(true);
});

test("pins that cannot be read are said to be so, and read again by a press", async () => {
  await anns.route("**/pins", (route) => route.fulfill({ status: 403, json: { code: "forbidden", detail: "No" } }));
  await openRoom(anns, room);
  await opener(anns).click();
  await panel(anns).getByText("The pinned messages could not be loaded.").waitFor();
  expect(await violations(anns)).toEqual([]);
  await anns.unroute("**/pins");
  await panel(anns).getByRole("button", { name: "Try again" }).click();
  await pinned(anns, plan).waitFor();
});

test("in announcements who only reads is not told how to pin", async () => {
  await openRoom(anns, { id: 2 });
  await opener(anns).click();
  await panel(anns).getByRole("heading", { name: "Nothing is pinned yet" }).waitFor();
  expect(await panel(anns).innerText()).not.toContain("press P");
});

describe("on a phone", () => {
  let phone: Page;

  beforeAll(async () => {
    phone = (await signedIn(browser, url, ben, "phone")).page;
    await openRoom(phone, room);
  });

  test("one pins in the sheet, and finds what is pinned in the room's menu", async () => {
    await longPress(message(phone, "Nobody pins this"));
    const sheet = phone.getByRole("menu", { name: `Message of ${ann.username}` });
    await looksOf(phone, "pins-3-phone-sheet");
    await sheet.getByRole("menuitem", { name: "Pin", exact: true }).tap();
    await rowOf(phone, "Nobody pins this").getByText("Pinned by you").waitFor();
    expect(await opener(phone).count()).toBe(0);

    await phone.getByRole("button", { name: "Room menu" }).tap();
    await phone.getByRole("menuitem", { name: "Pinned messages" }).tap();
    await phone.getByRole("heading", { name: `Pinned in ${room.name}`, level: 1 }).waitFor();
    const items = phone.getByRole("main").getByRole("listitem");
    await expect.poll(() => items.count()).toBe(3);
    expect(await violations(phone)).toEqual([]);
    await looksOf(phone, "pins-4-phone-panel");
    await phone.getByRole("button", { name: "Back to the conversation" }).tap();
    await message(phone, "Nobody pins this").waitFor();
    await expect.poll(() => isFocused(phone.getByRole("button", { name: "Room menu" }))).toBe(true);
  });

  test("what one chooses there is shown in the conversation", async () => {
    const { seq } = await anyMessage("The oldest word of all", 0);
    await pin(seq, ann);
    await phone.goto(`/rooms/${room.id}/pins`);
    const item = phone.getByRole("listitem").filter({ hasText: "The oldest word of all" });
    await item.getByRole("button", { name: "Show in the conversation" }).tap();
    await phone.locator(`article[data-seq="${seq}"][aria-current=location]`).waitFor();
    await isAt(phone, `/rooms/${room.id}`);
    expect(await phone.getByRole("log").isVisible()).toBe(true);
    await looksOf(phone, "pins-5-phone-row");
  });

  test("a direct conversation has its pins in the menu about the other", async () => {
    const { body: direct } = await call(url, "POST", `/api/v1/users/${ann.id}/dm`, { token: ben.token, body: {} });
    await write(url, direct, ann, "Between us");
    await openRoom(phone, direct);
    await longPress(message(phone, "Between us"));
    await phone.getByRole("menuitem", { name: "Pin", exact: true }).tap();
    await phone.getByRole("button", { name: `More about ${ann.username}` }).tap();
    await phone.getByRole("menuitem", { name: "Pinned messages" }).tap();
    await phone.getByRole("heading", { name: `Pinned in ${ann.username}`, level: 1 }).waitFor();
    await phone.getByRole("listitem").filter({ hasText: "Between us" }).waitFor();
    expect(await violations(phone)).toEqual([]);
  });
});

function panel(page: Page): Locator {
  return page.getByRole("complementary", { name: "Pinned messages" });
}

function pinned(page: Page, text: string): Locator {
  return panel(page).getByRole("listitem").filter({ hasText: text });
}

function opener(page: Page): Locator {
  return page.getByRole("button", { name: /^(\d+ p|P)inned messages?$/ });
}

async function isAt(page: Page, path: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
}

/** Of the room, by what it says; among the newest, or those after a seq. */
async function anyMessage(content: string, afterSeq?: number): Promise<{ seq: number }> {
  const query = afterSeq === undefined ? "" : `?after_seq=${afterSeq}`;
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/messages${query}`, { token: ann.token });
  return (body.messages as { seq: number; content: string }[]).find((one) => one.content === content)!;
}

async function pin(seq: number, { token }: SomeUser): Promise<void> {
  await call(url, "PUT", `/api/v1/rooms/${room.id}/messages/${seq}/pin`, { token, body: {} });
}

async function looksOf(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
