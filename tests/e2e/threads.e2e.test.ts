import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf } from "./support/chat-window.ts";
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
/** Of Ann, and of Ben on the other instance. */
let anns: Page;
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  anns = (await signedIn(browser, url, ann)).page;
  bens = await onAnother(browser, url, await instanceOf(anns), ben);
}, 180_000);

afterAll(() => browser?.close());

describe("two people in a room", () => {
  let room: SomeRoom;
  let root: number;

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    await write(url, room, ben, "Good morning");
    root = await say(room, ann, "Rolling restart tomorrow at ten?");
    await write(url, room, ben, "Something else");
    await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
  });

  test("reply in a thread: it stands beside the room, and under the message how much was answered", async () => {
    await inRoom(bens, "Rolling restart").focus();
    await bens.keyboard.press("t");
    await isAt(bens, `/rooms/${room.id}/thread/${root}`);
    await panel(bens).getByText("No replies yet").waitFor();
    await panel(bens).getByRole("log", { name: "Thread" }).waitFor();
    await inPanel(bens, "Rolling restart")
      .getByText(/^\d{1,2}:\d\d/)
      .waitFor();
    // The only line says that there are no replies: no day, whose menu would lead about in the room.
    expect(await panel(bens).getByRole("separator").count()).toBe(1);
    expect(await violations(bens)).toEqual([]);
    await looksOf(bens, "threads-1-no-replies");
    await expect.poll(() => isFocused(field(bens))).toBe(true);
    await field(bens).fill("Ten is good");
    await anns.getByRole("log").first().waitFor();
    await bens.keyboard.press("Enter");
    await inPanel(bens, "Ten is good").waitFor();
    await expect.poll(() => row(anns).innerText()).toMatch(/1 reply/);
    await expect.poll(() => row(bens).getAttribute("aria-pressed")).toBe("true");
    await inRoom(bens, "Rolling restart").focus();
    await bens.keyboard.press("t");
    await expect.poll(() => isFocused(field(bens))).toBe(true);
    await inPanel(bens, "Ten is good").waitFor();
    expect(await inRoom(anns, "Ten is good").count()).toBe(0);
    expect(await inRoom(bens, "Ten is good").count()).toBe(0);
  });

  test("see each other type and write there, and what is new, until it was read", async () => {
    await expect.poll(() => row(anns).innerText()).toMatch(/1 new/);
    await expect.poll(() => threadsLink(anns).getAttribute("data-unread")).toBe("0");
    await looksOf(anns, "threads-2-row");
    await row(anns).click();
    await inPanel(anns, "Ten is good").waitFor();
    await panel(anns).getByRole("separator", { name: "New" }).waitFor();
    await expect.poll(() => threadsLink(anns).getAttribute("data-unread")).toBe(null);
    await expect.poll(() => row(anns).innerText()).not.toMatch(/new/);
    // All of it is in sight.
    expect(await panel(anns).getByRole("button", { name: "Jump to newest" }).count()).toBe(0);
    await field(anns).pressSequentially("I watch the ");
    await panel(bens).getByText(`${ann.username} is typing`).waitFor();
    expect(await bens.locator("main").getByText("is typing").count()).toBe(0);
    await field(anns).fill("I watch the graphs");
    await field(anns).press("Enter");
    await inPanel(bens, "I watch the graphs").waitFor();
    await expect.poll(() => row(bens).innerText()).toMatch(/2 replies/);
    expect(await violations(anns)).toEqual([]);
    await looksOf(anns, "threads-3-panel");
  });

  test("change, react to, quote and delete replies as in the room", async () => {
    await inPanel(bens, "Ten is good").focus();
    await bens.keyboard.press("e");
    const form = panel(bens).getByRole("textbox", { name: "Edit message" });
    await form.fill("Ten is fine");
    await form.press("Enter");
    await inPanel(anns, "Ten is fine").waitFor();
    await inPanel(anns, "Ten is fine").hover();
    await panel(anns).getByRole("group", { name: "Message", exact: true }).getByRole("button").first().click();
    await panel(bens).getByRole("group", { name: "Reactions" }).first().waitFor();
    await inPanel(anns, "Ten is fine").focus();
    await anns.keyboard.press("r");
    await panel(anns).getByText(`Replying to ${ben.username}`).waitFor();
    await expect.poll(() => isFocused(field(anns))).toBe(true);
    await field(anns).fill("Thank you");
    await field(anns).press("Enter");
    const answer = inPanel(bens, "Thank you");
    await answer.getByRole("button", { name: /Ten is fine/ }).waitFor();
    await inPanel(anns, "Thank you").focus();
    await anns.keyboard.press("Delete");
    await anns.getByRole("button", { name: "Delete", exact: true }).last().click();
    await panel(bens).getByText("This message was deleted", { exact: true }).first().waitFor();
    await expect.poll(() => row(bens).innerText()).toMatch(/2 replies/);
    expect(await inPanel(anns, "I watch the graphs").count()).toBe(1);
  });

  test("send a reply to the room as well, which says so there and leads back", async () => {
    await panel(bens).getByRole("button", { name: "Close the panel" }).click();
    const also = panel(anns).getByRole("checkbox", { name: `Also send to ${room.name}` });
    await also.check();
    await anns.reload();
    await also.waitFor();
    expect(await also.isChecked()).toBe(true);
    await panel(anns).getByRole("button", { name: "Close the panel" }).click();
    await row(anns).click();
    await also.waitFor();
    expect(await also.isChecked()).toBe(true);
    await field(anns).fill("Decided: ten");
    await field(anns).press("Enter");
    const shown = inRoom(bens, "Decided: ten");
    await shown.waitFor();
    await inRoom(anns, "Decided: ten").waitFor();
    await inPanel(anns, "Decided: ten").waitFor();
    expect(await also.isChecked()).toBe(false);
    await looksOf(bens, "threads-4-in-room");
    const way = shown.getByRole("button", { name: "Replied in a thread" });
    await way.click();
    await inPanel(bens, "Decided: ten").waitFor();
    await isAt(bens, `/rooms/${room.id}/thread/${root}`);
    await way.click();
    await expect.poll(() => isFocused(field(bens))).toBe(true);
    await row(bens).click();
    await panel(bens).waitFor({ state: "detached" });
    await row(bens).click();
    await panel(bens).waitFor();
  });

  test("mention somebody from a message there in the reply that they write", async () => {
    await inPanel(bens, "I watch the graphs").getByRole("button", { name: ann.username }).click();
    await bens.getByRole("menuitem", { name: "Mention" }).click();
    await expect.poll(() => field(bens).inputValue()).toBe(`@${ann.username} `);
    expect(await bens.getByRole("textbox", { name: "Message", exact: true }).inputValue()).toBe("");
    await expect.poll(() => isFocused(field(bens))).toBe(true);
    await field(bens).fill("");
  });

  test("have in its menu the way to its message, and its address to pass on", async () => {
    await bens.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const menu = panel(bens).getByRole("button", { name: "Thread menu" });
    await menu.click();
    expect(await violations(bens)).toEqual([]);
    await looksOf(bens, "threads-9-menu");
    await bens.getByRole("menuitem", { name: "Copy link to the thread" }).click();
    await bens.getByRole("status").getByText("The link is copied").waitFor();
    expect(await bens.evaluate("navigator.clipboard.readText()")).toBe(`${url}/rooms/${room.id}/thread/${root}`);
    await expect.poll(() => isFocused(menu)).toBe(true);
    await bens.keyboard.press("Enter");
    await bens.getByRole("menuitem", { name: "Show its message in the room" }).click();
    await bens.locator(`main article[data-seq="${root}"][aria-current=location]`).waitFor();
  });

  test("keep what they began to write in each thread apart from the room", async () => {
    await field(anns).fill("half a reply");
    await anns.getByRole("textbox", { name: "Message", exact: true }).fill("half a message");
    await anns.reload();
    await expect.poll(() => field(anns).inputValue()).toBe("half a reply");
    expect(await anns.getByRole("textbox", { name: "Message", exact: true }).inputValue()).toBe("half a message");
    const other = await anns.context().newPage();
    await other.goto(`/rooms/${room.id}/thread/${root}`);
    await expect.poll(() => field(other).inputValue()).toBe("half a reply");
    await field(other).fill("");
    await expect.poll(() => field(anns).inputValue(), { timeout: 10_000 }).toBe("");
    await field(anns).fill("half a reply");
    await panel(anns).getByRole("button", { name: "Close the panel" }).click();
    await row(anns).getByText("draft, not sent").waitFor({ state: "attached" });
    await looksOf(anns, "threads-10-draft");
    expect(await violations(anns)).toEqual([]);
    await threadsLink(anns).click();
    const listed = anns.getByRole("main").getByRole("link", { name: /Rolling restart/ });
    await listed.getByText("draft, not sent").waitFor({ state: "attached" });
    await looksOf(anns, "threads-11-draft-list");
    await field(other).fill("");
    await listed.getByText("draft, not sent").waitFor({ state: "detached" });
    await other.close();
    await listed.click();
    await anns.getByRole("textbox", { name: "Message", exact: true }).fill("");
  });

  test("follow a thread or no more", async () => {
    const following = panel(bens).getByRole("button", { name: "Following" });
    const follow = panel(bens).getByRole("button", { name: "Follow", exact: true });
    // Its name says which it is: "Follow, not pressed" would be heard as two answers.
    expect(await following.getAttribute("aria-pressed")).toBe(null);
    await following.click();
    await follow.waitFor();
    expect(await follow.getAttribute("aria-pressed")).toBe(null);
    await bens.reload();
    await follow.click();
    await following.waitFor();
  });
});

test("of replies that have not gone out the room tells while their thread is closed, and leads there", async () => {
  const room = await someRoom(url, ann, { members: [ben] });
  const root = await say(room, ben, "Ten or eleven?");
  const { page } = await signedIn(browser, url, ann);
  let isHeld = true;
  await page.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const text = String(frame);
      if (!text.includes('"type":"send_message"')) return server.send(frame);
      // There is no such thread: the server refuses it.
      if (!isHeld) server.send(text.replace(`"thread_seq":${root}`, `"thread_seq":${root + 1000}`));
    });
  });
  await page.goto(`/rooms/${room.id}/thread/${root}`);
  await field(page).fill("Eleven");
  await field(page).press("Enter");
  await inUnsent(page, "Eleven").waitFor();
  await panel(page).getByRole("button", { name: "Close the panel" }).click();
  await page.getByRole("button", { name: "1 reply in a thread is not sent yet" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await looksOf(page, "threads-12-unsent");

  isHeld = false;
  await page.reload();
  const failed = page.getByRole("button", { name: "1 reply in a thread was not sent" });
  await failed.waitFor();
  expect(await violations(page)).toEqual([]);
  await looksOf(page, "threads-13-failed");
  await failed.click();
  await isAt(page, `/rooms/${room.id}/thread/${root}`);
  await inUnsent(page, "Eleven").getByText("Not sent.").waitFor();
  await failed.waitFor({ state: "detached" });
  await inUnsent(page, "Eleven").getByRole("button", { name: "Delete" }).click();
  await inUnsent(page, "Eleven").waitFor({ state: "detached" });
  await panel(page).getByRole("button", { name: "Close the panel" }).click();
  await panel(page).waitFor({ state: "detached" });
  expect(await failed.count()).toBe(0);
  await page.context().close();
});

describe("the address", () => {
  let room: SomeRoom;
  let root: number;
  let reply: number;

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    root = await say(room, ann, "The root of it");
    reply = await say(room, ben, "The first of many", { thread_seq: root });
    for (let n = 1; n <= 120; n += 1) await say(room, ben, `reply ${n}`, { thread_seq: root });
  }, 60_000);

  test("of a reply opens its thread and shows it, wherever in it that is", async () => {
    await anns.goto(`/rooms/${room.id}/messages/${reply}`);
    await panel(anns).locator(`article[data-seq="${reply}"][aria-current=location]`).waitFor();
    await isAt(anns, `/rooms/${room.id}/messages/${reply}/thread/${root}`);
    await panel(anns).getByRole("button", { name: "Jump to newest" }).click();
    await inPanel(anns, "reply 120").waitFor();
    await isAt(anns, `/rooms/${room.id}/thread/${root}`);
    await anns.reload();
    // What is between has not been read.
    await inPanel(anns, "The first of many").waitFor();
    expect(await inRoom(anns, "The first of many").count()).toBe(0);
  });

  test("knows the way back and forward, and closing is a step of it", async () => {
    await openRoom(anns, room);
    await row(anns).click();
    await isAt(anns, `/rooms/${room.id}/thread/${root}`);
    await anns.goBack();
    await panel(anns).waitFor({ state: "detached" });
    await anns.goForward();
    await panel(anns).waitFor();
    await field(anns).press("Escape");
    await panel(anns).waitFor({ state: "detached" });
    await isAt(anns, `/rooms/${room.id}`);
    await anns.locator('[data-panel="people"]').waitFor();
    expect(await anns.locator("[data-panel]").count()).toBe(1);
  });

  test("of a reply leads nowhere for who has gone elsewhere before it is known where that is", async () => {
    const other = await someRoom(url, ann);
    await openRoom(anns, other);
    const asked = `**/api/v1/rooms/${room.id}/messages/${reply}`;
    const answer = Promise.withResolvers<void>();
    await anns.route(asked, async (route) => {
      await answer.promise;
      await route.continue();
    });
    const wanted = anns.waitForRequest(asked);
    await anns.goto(`/rooms/${room.id}/messages/${reply}`);
    await wanted;
    await anns.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: other.name }).click();
    await anns.getByRole("heading", { name: other.name, level: 1 }).waitFor();
    const answered = anns.waitForResponse(asked);
    answer.resolve();
    await (await answered).finished();
    await anns.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    expect(new URL(anns.url()).pathname).toBe(`/rooms/${other.id}`);
    await anns.unroute(asked);
  });

  test("of a thread that there is not says so", async () => {
    await anns.goto(`/rooms/${room.id}/thread/999999`);
    await panel(anns).getByRole("heading", { name: "There is no such thread" }).waitFor();
    await anns.goto(`/rooms/${room.id}/thread/${reply}`);
    await panel(anns).getByRole("heading", { name: "There is no such thread" }).waitFor();
    expect(await violations(anns)).toEqual([]);
  });
});

describe("Threads", () => {
  test("lists what one follows with what is new, and leads there", async () => {
    const eve = await someUser(url, "eve");
    const { page } = await signedIn(browser, url, eve);
    await page.goto("/threads");
    await page.getByRole("heading", { name: "No threads yet" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await looksOf(page, "threads-5-none");

    const room = await someRoom(url, eve, { members: [ben] });
    const root = await say(room, eve, "Who brings the cake?");
    const said = nextSaid(page);
    await say(room, ben, `I do, @${eve.username}`, { thread_seq: root });
    const entry = page.getByRole("main").getByRole("link", { name: /Who brings the cake/ });
    await entry.getByText("1 new").waitFor();
    await threadsLink(page).getByText("1 unread mention").waitFor({ state: "attached" });
    await expect.poll(() => page.title()).toMatch(/^\(1\) /);
    expect(await said).toBe(`You are mentioned in a thread of ${room.name}`);
    expect(await violations(page)).toEqual([]);
    await looksOf(page, "threads-6-list");
    await entry.click();
    await isAt(page, `/rooms/${room.id}/thread/${root}`);
    await inPanel(page, "I do").waitFor();
    await expect.poll(() => threadsLink(page).getAttribute("data-unread")).toBe(null);
    await page.context().close();
  });
});

describe("on a phone", () => {
  let phone: Page;
  let room: SomeRoom;
  let root: number;

  beforeEach(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    root = await say(room, ben, "Restart at ten?");
    phone = (await signedIn(browser, url, ann, "phone")).page;
    await openRoom(phone, room);
  });

  test("a thread is the screen, and back leads to the room", async () => {
    await longPress(rowOf(phone, "Restart at ten?"));
    await phone.getByRole("menuitem", { name: "Reply in thread" }).click();
    await panel(phone).getByText("No replies yet").waitFor();
    await isAt(phone, `/rooms/${room.id}/thread/${root}`);
    await field(phone).fill("Ten it is");
    await phone.getByRole("button", { name: "Send" }).click();
    await inPanel(phone, "Ten it is").waitFor();
    await say(room, ben, "See you there", { thread_seq: root });
    await inPanel(phone, "See you there").waitFor();
    expect(await violations(phone)).toEqual([]);
    await looksOf(phone, "threads-7-phone");
    await phone.getByRole("button", { name: "Back to the conversation" }).click();
    await expect.poll(() => row(phone).innerText()).toMatch(/2 replies/);
    await isAt(phone, `/rooms/${room.id}`);
    expect(await violations(phone)).toEqual([]);
    await phone.goto("/threads");
    await phone.getByRole("link", { name: /Restart at ten/ }).waitFor();
    expect(await violations(phone)).toEqual([]);
    await looksOf(phone, "threads-8-phone-list");
    await phone.context().close();
  });

  test.each(["from the room", "by its address"])(
    "what comes in the room while a thread, opened %s, covers it is new when one is back",
    async (how) => {
      // Where what is there is not known to be read, the line stands above that.
      await expect.poll(() => unreadIn(ann, room)).toBe(0);
      await say(room, ben, "So be it", { thread_seq: root });
      await row(phone).click();
      if (how === "by its address") await phone.reload();
      await inPanel(phone, "So be it").waitFor();
      await say(room, ben, "Lunch, anybody?");
      // The thread's log goes on with the room's, so that the room's message has come too.
      await say(room, ben, "See you there", { thread_seq: root });
      await inPanel(phone, "See you there").waitFor();
      await phone.getByRole("button", { name: "Back to the conversation" }).click();
      const rowOfNew = inRoom(phone, "Lunch, anybody?").locator("xpath=..");
      await expect.poll(() => rowOfNew.getByRole("separator", { name: "New" }).count()).toBe(1);
      await phone.context().close();
    },
  );
});

async function unreadIn({ token }: SomeUser, { id }: SomeRoom): Promise<number | undefined> {
  const { body } = await call(url, "GET", "/api/v1/users/me/rooms?page_size=100", { token });
  return body.rooms.find((one: { id: number }) => one.id === id)?.unread_count;
}

/** What is read out next, to those who do not see it. */
function nextSaid(page: Page): Promise<string> {
  return page.evaluate<string>(`new Promise((done) => {
    const watch = new MutationObserver(() => {
      const said = [...document.querySelectorAll(".sr-only[aria-live=polite]")].map((one) => one.textContent).join("");
      if (said === "") return;
      watch.disconnect();
      done(said);
    });
    watch.observe(document, { subtree: true, childList: true, characterData: true });
  })`);
}

/** Answers with the seq. */
async function say(room: SomeRoom, author: SomeUser, content: string, more: object = {}): Promise<number> {
  const { status, body } = await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, {
    token: author.token,
    body: { content, ...more },
  });
  expect(status).toBe(200);
  return body.seq as number;
}

function panel(page: Page): Locator {
  return page.locator('[data-panel="thread"]');
}

function inPanel(page: Page, text: string): Locator {
  return panel(page).locator("article[data-seq]").filter({ hasText: text });
}

/** One's own that its log does not show yet. */
function inUnsent(page: Page, text: string): Locator {
  return panel(page).locator("article[data-pending]").filter({ hasText: text });
}

function inRoom(page: Page, text: string): Locator {
  return page.locator("main article[data-seq]").filter({ hasText: text });
}

/** Under the message that a thread is of. */
function row(page: Page): Locator {
  return page.getByRole("button", { name: /\d (reply|replies)/ });
}

function field(page: Page): Locator {
  return page.getByRole("textbox", { name: "Reply in thread" });
}

function threadsLink(page: Page): Locator {
  return page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: /^Threads/ });
}

async function isAt(page: Page, path: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
}

async function looksOf(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
