import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message, say } from "./support/chat-window.ts";
import { openBrowser } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let other: SomeRoom;
let context: BrowserContext;
let one: Page;
let two: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  [room, other] = [await someRoom(url, ada, { members: [ben] }), await someRoom(url, ada, { members: [ben] })];
}, 180_000);

afterEach(() => context.close());
afterAll(() => browser?.close());

test("what is read in one is read in the other at once, though the server hears nothing of it", async () => {
  await openTabs();
  // The server never takes that it was read.
  await one.routeWebSocket(/\/ws/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((data) => {
      if (!String(data).includes('"mark_read"')) server.send(data);
    });
  });
  for (const page of [one, two]) await openRoom(page, other);
  await write(url, room, ben, `@${ada.username} look`);
  for (const page of [one, two]) await expect.poll(() => unread(page, room)).toBe("1");
  expect(await two.title()).toMatch(/^\(1\) /);
  await openFromSidebar(one, room);
  await message(one, `@${ada.username} look`).waitFor();
  await expect.poll(() => unread(two, room)).toBe(null);
  await expect.poll(() => two.title()).not.toMatch(/^\(1\) /);

  // A list that does not know it yet changes nothing.
  const listed = two.waitForResponse((response) => response.url().includes("/me/rooms"));
  await two.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  await listed;
  await expect.poll(() => unread(two, room)).toBe(null);
});

test("a draft is in both, and leaves alone who writes there", async () => {
  await openTabs();
  for (const page of [one, two]) await openRoom(page, room);
  await composer(one).fill("half a thou");
  await expect.poll(() => composer(two).inputValue()).toBe("half a thou");
  await composer(two).press("End");
  await composer(two).pressSequentially("ght");
  await expect.poll(() => composer(one).inputValue()).toBe("half a thought");

  await composer(one).fill("mine");
  await composer(two).fill("theirs");
  expect(await composer(one).inputValue()).toBe("mine");
  await expect.poll(() => composer(one).inputValue(), { timeout: 10_000 }).toBe("theirs");
  await say(two, "said");
  await message(two, "said").waitFor();
  await expect.poll(() => composer(one).inputValue()).toBe("");
});

test("a draft is gone at once where it was written when the other sends it, and so is what it answers", async () => {
  await openTabs();
  await two.clock.install();
  for (const page of [one, two]) await openRoom(page, room);
  await write(url, room, ben, "Any news?");
  const asked = two.getByRole("article").filter({ hasText: "Any news?" });
  await asked.waitFor();
  await asked.focus();
  await two.keyboard.press("r");
  await two.clock.pauseAt(Date.now() + 60_000);
  await composer(two).fill("none yet");
  await expect.poll(() => composer(one).inputValue()).toBe("none yet");
  await one.getByRole("button", { name: "Do not reply" }).waitFor();
  await composer(one).press("Enter");
  await expect.poll(() => composer(two).inputValue()).toBe("");
  await two.getByRole("button", { name: "Do not reply" }).waitFor({ state: "detached" });
});

describe.each(["keeps what it can", "keeps nothing more", "has no channel"] as const)(
  "in a browser that %s",
  (kind) => {
    test("the theme and the language are the same in both", async () => {
      await openTabs(kind);
      for (const page of [one, two]) await openRoom(page, room);
      await one.getByRole("button", { name: /^Account of/ }).click();
      await one.getByRole("radio", { name: "Dark" }).check();
      await expect.poll(() => two.locator("html").getAttribute("data-theme")).toBe("dark");
      await one.getByRole("radio", { name: "System" }).check();
      await expect.poll(() => two.locator("html").getAttribute("data-theme")).toBe(null);
      await one.getByRole("menuitem", { name: "Settings" }).click();
      await one.getByRole("combobox", { name: "Language" }).selectOption("de");
      await expect.poll(() => two.locator("html").getAttribute("lang")).toBe("de");
      await two.getByRole("button", { name: "2 Personen" }).waitFor();
    });

    test("a draft is in both, and who signs out is signed out in both", async () => {
      await openTabs(kind);
      for (const page of [one, two]) await openRoom(page, room);
      await composer(one).fill("half a thought");
      await expect.poll(() => composer(two).inputValue()).toBe("half a thought");
      await composer(one).fill("");
      await expect.poll(() => composer(two).inputValue()).toBe("");
      await one.getByRole("button", { name: /^Account of/ }).click();
      await one.getByRole("menuitem", { name: "Sign out" }).click();
      for (const page of [one, two]) await page.getByRole("heading", { name: "Sign in" }).waitFor();
      // The server may be first to say that the session is over.
      await expect.poll(() => two.getByText(/session has ended/).count()).toBe(0);
      await one.getByLabel("Username").fill(ada.username);
      await one.getByLabel("Password", { exact: true }).fill("correct horse battery");
      await one.getByRole("button", { name: "Sign in" }).click();
      for (const page of [one, two]) await composer(page).waitFor();
    });
  },
);

test("a tab that says what this one does not know, or signs nobody in, changes nothing", async () => {
  await openTabs();
  for (const page of [one, two]) await openRoom(page, room);
  await tell(one, null, "out", { version: 9, kind: "kept", key: "hubbub.signed-in" }, { version: 1, kind: "x" });
  await tell(one, { version: 1, kind: "kept", key: "hubbub.theme", value: "dark" });
  await expect.poll(() => two.locator("html").getAttribute("data-theme")).toBe("dark");
  await one.goto("/sign-in");
  await composer(one).waitFor();
  expect(await composer(two).isVisible()).toBe(true);
});

async function openTabs(kind = "keeps what it can"): Promise<void> {
  ({ context, page: one } = await signedIn(browser, url, ada));
  if (kind === "keeps nothing more") {
    await context.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("The quota has been exceeded", "QuotaExceededError");
      };
    });
  }
  if (kind === "has no channel") await context.addInitScript("delete globalThis.BroadcastChannel");
  two = await context.newPage();
}

/** What a page of any release may say. */
async function tell(page: Page, ...said: unknown[]): Promise<void> {
  await page.evaluate((all) => {
    const channel = new BroadcastChannel("hubbub");
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
    for (const data of all) channel.postMessage(data);
  }, said);
}

function composer(page: Page) {
  return page.locator("#composer");
}

function inSidebar(page: Page, { name }: SomeRoom) {
  return page.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}( |$)`) });
}

async function openFromSidebar(page: Page, { id, name }: SomeRoom): Promise<void> {
  await inSidebar(page, { id, name }).click();
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

/** The number beside a room's name, "0" for what is only new, null where nothing is. */
async function unread(page: Page, where: SomeRoom): Promise<string | null> {
  return await inSidebar(page, where).getAttribute("data-unread");
}
