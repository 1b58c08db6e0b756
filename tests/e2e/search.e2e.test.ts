import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { isFocused } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { until } from "./support/until.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
const japanese = "昨日の移行は会議の前に終わりました。";
const german = "Die Lieferketten sind seit gestern länger, sagt der Einkauf.";
const arabic = "هل نذكر الترحيل في ملاحظات الإصدار؟";
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let team: SomeRoom;
let other: SomeRoom;
let page: Page;
/** Of a message in the middle of the other room. */
let migrated: number;
let root: number;
let reply: number;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  team = await someRoom(url, ada, { type: "private", members: [ben, await someUser(url, "eve")] });
  other = await someRoom(url, ada, { type: "private", members: [ben] });
  await write(url, team, ada, japanese, german);
  await write(url, team, ben, arabic, "The handbook is at https://handbook.example/quokkas");
  await write(url, other, ada, ...lines(60, "line"));
  migrated = await say(other, ben, "First try of the migration on a copy of production: 41 s.");
  await write(url, other, ada, ...lines(60, "more"));
  root = await say(team, ada, "What is left before the freeze?");
  reply = await say(team, ben, "Only the wombats of the index", { thread_seq: root });
  await write(url, other, ben, ...lines(45, "quokkas, part"));
  await isFound(ada, "part", 20);
  await isFound(ada, "wombats", 1);
  page = (await signedIn(browser, url, ada)).page;
}, 180_000);

afterAll(() => browser?.close());

beforeEach(() => openRoom(page, team));

describe("the way to the search", () => {
  test("is Ctrl and F from where one writes, and Escape leads back there; in its field they are the browser's", async () => {
    const composer = page.getByRole("textbox", { name: "Message", exact: true });
    await composer.focus();
    await page.keyboard.press("Control+f");
    await expect.poll(() => isFocused(field())).toBe(true);
    await isAt(`/rooms/${team.id}/search`);
    expect(await isLeftToBrowser()).toBe(true);
    await composer.focus();
    expect(await isLeftToBrowser()).toBe(false);
    await expect.poll(() => isFocused(field())).toBe(true);
    await page.keyboard.press("Escape");
    await panel().waitFor({ state: "detached" });
    await expect.poll(() => isFocused(composer)).toBe(true);
    await isAt(`/rooms/${team.id}`);
  });

  test("is the field of the header, and what it opens teaches what one can look for, by examples to click", async () => {
    await opener().click();
    await expect.poll(() => isFocused(field())).toBe(true);
    expect(await opener().getAttribute("aria-pressed")).toBe("true");
    await panel().getByRole("heading", { name: "What you can look for" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await looksOf("search-1-start");
    await panel()
      .getByRole("button", { name: /^from:me/ })
      .click();
    await chip("from: me").waitFor();
    await result("more 60").waitFor();
    await isAt(`/rooms/${team.id}/search?q=from%3Ame`);
    await field().press("Escape");
    await expect.poll(() => isFocused(opener())).toBe(true);
  });

  test("is a link, which back and forward know as well", async () => {
    await page.goto(`/rooms/${team.id}/search?q=in%3A${other.name}+quokkas&sort=best`);
    await chip(`in: ${other.name}`).waitFor();
    expect(await field().inputValue()).toBe("quokkas");
    await panel().getByRole("button", { name: "Order: Best match" }).waitFor();
    await results().nth(5).click();
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/rooms\/\d+\/messages\/\d+\/search$/);
    await page.goBack();
    await isAt(`/rooms/${team.id}/search?q=in%3A${other.name}+quokkas&sort=best`);
    await chip(`in: ${other.name}`).waitFor();
    await page.goForward();
    await chip(`in: ${other.name}`).waitFor();
    expect(await field().inputValue()).toBe("quokkas");
  });
});

describe("a search", () => {
  beforeEach(async () => {
    await page.keyboard.press("Control+f");
    await expect.poll(() => isFocused(field())).toBe(true);
  });

  test.each([
    ["会議", japanese, "会議"],
    ["lieferketten", german, "Lieferketten"],
    ["الترحيل", arabic, "الترحيل"],
  ])("for %s finds the message in its language, and marks the word", async (word, text, marked) => {
    await field().pressSequentially(word);
    await result(text).waitFor();
    expect(await results().count()).toBe(1);
    expect(await results().first().locator("mark").allInnerTexts()).toEqual([marked]);
    await panel().getByRole("status").getByText("1 result", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("has operators as chips once they are finished, and Backspace or a cross takes them out", async () => {
    await field().pressSequentially(`quokkas from:${ben.username}`);
    await results().nth(19).waitFor();
    expect(await panel().getByRole("list", { name: "Filters" }).count()).toBe(0);
    await field().press("Space");
    await chip(`from: ${ben.username}`).waitFor();
    await field().pressSequentially("has:link ");
    await chip("has: link").waitFor();
    await result("handbook").waitFor();
    await expect.poll(() => results().count()).toBe(1);
    await looksOf("search-2-chips");
    expect(await violations(page)).toEqual([]);
    await field().press("Home");
    await field().press("Backspace");
    await chip("has: link").waitFor({ state: "detached" });
    expect(await field().inputValue()).toMatch(/^quokkas\s*$/);
    await results().nth(1).waitFor();
    await panel()
      .getByRole("button", { name: `Remove from: ${ben.username}` })
      .click();
    await chip(`from: ${ben.username}`).waitFor({ state: "detached" });
    await expect.poll(() => isFocused(field())).toBe(true);
    await isAt(`/rooms/${team.id}/search?q=quokkas`);
  });

  test("has filters to click: this room, a person, a kind, a day, and what comes first", async () => {
    await field().pressSequentially("quokkas");
    await results().nth(19).waitFor();
    await panel().getByRole("button", { name: "In this room" }).click();
    await chip(`in: ${team.name}`).waitFor();
    await expect.poll(() => results().count()).toBe(1);
    expect(await panel().getByRole("button", { name: "In this room" }).count()).toBe(0);
    await panel().getByRole("button", { name: "From", exact: true }).click();
    await page.getByRole("combobox", { name: "Name of a person" }).fill(ben.username);
    await page.getByRole("dialog", { name: "From" }).getByRole("option", { name: ben.username }).click();
    await chip(`from: ${ben.username}`).waitFor();
    await expect.poll(() => isFocused(field())).toBe(true);
    await panel().getByRole("button", { name: "Has", exact: true }).click();
    await page.getByRole("menuitem", { name: "A link" }).click();
    await chip("has: link").waitFor();
    await panel().getByRole("button", { name: "Before", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Before" });
    expect(await violations(page)).toEqual([]);
    await dialog.getByLabel("Another day").fill("2020-01-31");
    await dialog.getByRole("button", { name: "Take it" }).click();
    await chip(/before: .*2020/).waitFor();
    await panel().getByRole("heading", { name: "Nothing found" }).waitFor();
    await looksOf("search-3-nothing");
    expect(await violations(page)).toEqual([]);
    await panel().getByRole("button", { name: "Search without filters" }).click();
    await results().nth(19).waitFor();
    await panel().getByRole("button", { name: "Order: Newest" }).click();
    await page.getByRole("menuitemradio", { name: "Best match" }).click();
    await isAt(`/rooms/${team.id}/search?q=quokkas&sort=best`);
    await results().first().waitFor();
  });

  test("shows more once one has come to the end of what there is", async () => {
    await field().pressSequentially("quokkas part");
    await panel().getByText("20 results and more").waitFor();
    for (const count of [40, 45]) {
      await results().last().scrollIntoViewIfNeeded();
      await expect.poll(() => results().count()).toBe(count);
    }
    await panel().getByText("45 results", { exact: true }).waitFor();
    // They go along to another room, and one goes on from there.
    await results().nth(30).click();
    await page.getByRole("heading", { name: other.name, level: 1 }).waitFor();
    expect(await results().count()).toBe(45);
    expect(await results().nth(30).getAttribute("aria-selected")).toBe("true");
    await expect.poll(() => results().nth(30).isVisible()).toBe(true);
    await expect.poll(() => isFocused(field())).toBe(true);
    await field().press("ArrowDown");
    expect(await results().nth(31).getAttribute("aria-selected")).toBe("true");
  });

  test("is read with the keys: down to a result, Enter to its place, also in another room", async () => {
    await field().pressSequentially("migration");
    await result("First try").waitFor();
    await field().press("ArrowDown");
    expect(await results().first().getAttribute("aria-selected")).toBe("true");
    expect(await field().getAttribute("aria-activedescendant")).toBe(await results().first().getAttribute("id"));
    await field().press("Enter");
    await page.locator(`main article[data-seq="${migrated}"][aria-current=location]`).waitFor();
    await looksOf("search-4-jumped");
    await page.getByRole("heading", { name: other.name, level: 1 }).waitFor();
    await isAt(`/rooms/${other.id}/messages/${migrated}/search?q=migration`);
    await expect.poll(() => isFocused(field())).toBe(true);
    expect(await results().first().getAttribute("aria-selected")).toBe("true");
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    await page.getByRole("heading", { name: team.name, level: 1 }).waitFor();
    await result("First try").waitFor();
  });

  test("leads to a reply in its thread", async () => {
    await field().pressSequentially("wombats");
    await result("Only the wombats").getByText("In a thread").waitFor();
    await result("Only the wombats").click();
    await page.locator(`[data-panel=thread] article[data-seq="${reply}"][aria-current=location]`).waitFor();
    await isAt(`/rooms/${team.id}/messages/${reply}/thread/${root}`);
    await page.goBack();
    await result("Only the wombats").waitFor();
    expect(await field().inputValue()).toBe("wombats");
  });

  test("says what an operator takes, and does not ask", async () => {
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("/messages/search") && asked.push(request.url()));
    await field().pressSequentially("before:yesterday ");
    await panel().getByRole("alert").getByText("before: takes a day, as before:2026-11-30.").waitFor();
    await looksOf("search-5-wrong");
    expect(await violations(page)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("says what the server refuses, and tries again where that may help", async () => {
    const path = "**/api/v1/messages/search**";
    const refused = {
      code: "invalid_argument",
      detail: "No",
      errors: [{ field: "q", code: "x", message: "Too long." }],
    };
    await page.route(path, (route) => route.fulfill({ status: 400, json: refused }));
    await field().pressSequentially("quokkas");
    await panel().getByRole("alert").getByText("Too long.").waitFor();
    expect(await panel().getByRole("button", { name: "Try again" }).count()).toBe(0);
    await page.unroute(path);
    await page.route(path, (route) => route.abort());
    await field().pressSequentially(" part");
    await panel().getByRole("alert").getByText("The search did not work.").waitFor();
    await page.unroute(path);
    await panel().getByRole("button", { name: "Try again" }).click();
    await results().first().waitFor();
    expect(await panel().getByRole("alert").count()).toBe(0);
  });

  test("waits where the server takes no more of them for now, and is made by itself then", async () => {
    const path = "**/api/v1/messages/search**";
    const held = { code: "rate_limited", detail: "Too many requests", retry_after_ms: 2_000 };
    await page.route(path, (route) => route.fulfill({ status: 429, json: held }), { times: 1 });
    await field().pressSequentially("wombats");
    await panel().getByText("Waiting for the server").first().waitFor();
    await result("Only the wombats").waitFor();
    expect(await panel().getByText("Waiting for the server").count()).toBe(0);
  });

  test("that is answered late is not shown for another", async () => {
    const path = /\/messages\/search\?q=quokkas&/;
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(path, (route) => promise.then(() => route.continue()).catch(() => undefined));
    const late = page.waitForRequest(path);
    await field().pressSequentially("quokkas");
    const request = await late;
    await panel().getByRole("status", { name: "Searching" }).waitFor();
    await field().fill("wombats");
    await result("Only the wombats").waitFor();
    // The first was given up.
    await expect.poll(() => request.failure()?.errorText).toBe("net::ERR_ABORTED");
    resolve();
    await page.unroute(path);
    expect(await results().count()).toBe(1);
  });

  test("is offered again, until one forgets it, signs out or is somebody else", async () => {
    await field().pressSequentially("wombats");
    await result("Only the wombats").waitFor();
    await field().press("Enter");
    await field().fill("");
    const again = panel().getByRole("button", { name: "wombats", exact: true });
    await again.click();
    await result("Only the wombats").waitFor();
    await field().fill("");
    await panel().getByRole("button", { name: "Forget wombats" }).click();
    await again.waitFor({ state: "detached" });
    expect(await kept()).not.toContain("wombats");
    await field().pressSequentially("quokkas");
    await results().first().waitFor();
    await field().press("Enter");
    expect(await kept()).toContain("quokkas");
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await kept()).not.toContain("quokkas");
    page = (await signedIn(browser, url, ada)).page;
  });
});

test.each([
  ["de", "Suchen", "Nachrichten suchen"],
  ["ar", "بحث", "البحث في الرسائل"],
])("it speaks %s, and nothing about it is a fault that axe knows", async (language, open, label) => {
  const { page: window, context } = await signedIn(browser, url, ada);
  await window.evaluate(`localStorage.setItem("hubbub.language", "${language}")`);
  await openRoom(window, team);
  await window.getByRole("button", { name: open, exact: true }).click();
  const written = window.getByRole("combobox", { name: label });
  await written.waitFor();
  await looksOf(`search-9-${language}-start`, window);
  expect(await violations(window)).toEqual([]);
  await written.pressSequentially(`quokkas from:${ben.username} has:link `);
  await window.getByRole("option", { name: /handbook/ }).waitFor();
  await expect.poll(() => window.getByRole("option").count()).toBe(1);
  await looksOf(`search-10-${language}-results`, window);
  expect(await violations(window)).toEqual([]);
  await context.close();
});

test("who leaves a room finds nothing of it any more", async () => {
  const cleo = await someUser(url, "cleo");
  const room = await someRoom(url, ada, { type: "private", members: [cleo] });
  await write(url, room, ada, "The numbats are asleep");
  await isFound(cleo, "numbats", 1);
  const window = await signedIn(browser, url, cleo);
  await window.page.goto(`/rooms/1/search?q=numbats`);
  const found = window.page.getByRole("option", { name: /numbats/ });
  await found.waitFor();
  await call(url, "POST", `/api/v1/rooms/${room.id}/leave`, { token: cleo.token, body: {} });
  await window.page.reload();
  await window.page.getByRole("heading", { name: "Nothing found" }).waitFor();
  expect(await found.count()).toBe(0);
  await window.context.close();
});

test("on a phone the search is the screen, a result leads to the message, and back to the results", async () => {
  const { page: phone, context } = await signedIn(browser, url, ada, "phone");
  await openRoom(phone, team);
  await phone.getByRole("button", { name: "Search", exact: true }).tap();
  await phone.getByRole("heading", { name: "Search", level: 1 }).waitFor();
  expect(await violations(phone)).toEqual([]);
  await looksOf("search-6-phone-start", phone);
  await phone.getByRole("combobox", { name: "Search messages" }).fill("migration");
  const option = phone.getByRole("option", { name: /First try/ });
  await option.waitFor();
  expect(await violations(phone)).toEqual([]);
  expect(await phone.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await looksOf("search-7-phone-results", phone);
  await option.tap();
  await phone.locator(`article[data-seq="${migrated}"][aria-current=location]`).waitFor();
  await looksOf("search-8-phone-jumped", phone);
  expect(await phone.getByRole("option").count()).toBe(0);
  const asked: string[] = [];
  phone.on("request", (request) => request.url().includes("/messages/search") && asked.push(request.url()));
  await phone.goBack();
  await option.waitFor();
  expect(await option.getAttribute("aria-selected")).toBe("true");
  expect(asked).toEqual([]);
  await phone.getByRole("button", { name: "Back to the conversation" }).tap();
  await phone.getByRole("heading", { name: team.name, level: 1 }).waitFor();
  await context.close();
});

function lines(count: number, word: string): readonly string[] {
  return Array.from({ length: count }, (_, n) => `${word} ${n + 1}`);
}

/** Answers with the seq. */
async function say(room: SomeRoom, author: SomeUser, content: string, more: object = {}): Promise<number> {
  const path = `/api/v1/rooms/${room.id}/messages`;
  const { status, body } = await call(url, "POST", path, { token: author.token, body: { content, ...more } });
  expect(status).toBe(200);
  return body.seq as number;
}

/** What is written is found a moment later. */
async function isFound(by: SomeUser, q: string, count: number): Promise<void> {
  await until(`${q} is found`, 10_000, async () => {
    const { status, body } = await call(url, "GET", `/api/v1/messages/search?q=${q}`, { token: by.token });
    expect(status).toBe(200);
    return body.results.length >= count;
  });
}

function panel(): Locator {
  return page.locator('[data-panel="search"]');
}

function field(): Locator {
  return page.getByRole("combobox", { name: "Search messages" });
}

function opener(): Locator {
  return page.getByRole("button", { name: "Search", exact: true });
}

function chip(says: string | RegExp): Locator {
  return panel().getByRole("list", { name: "Filters" }).getByRole("listitem").filter({ hasText: says });
}

function results(): Locator {
  return panel().getByRole("listbox", { name: "Messages that were found" }).getByRole("option");
}

function result(text: string): Locator {
  return results().filter({ hasText: text });
}

/** Whether Ctrl and F do here what they do in every page. */
async function isLeftToBrowser(): Promise<boolean> {
  await page.evaluate(`addEventListener("keydown", (event) => {
    if (event.key === "f") window.isLeft = !event.defaultPrevented;
  }, { once: false })`);
  await page.keyboard.press("Control+f");
  return await page.evaluate<boolean>("window.isLeft");
}

/** All that the browser keeps for the page. */
function kept(): Promise<string> {
  return page.evaluate<string>("JSON.stringify({ ...localStorage, ...sessionStorage })");
}

async function isAt(address: string): Promise<void> {
  await expect
    .poll(() => {
      const { pathname, search } = new URL(page.url());
      return pathname + search;
    })
    .toBe(address);
}

async function looksOf(name: string, shown: Page = page): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await shown.emulateMedia({ colorScheme });
    await screenshot(shown, `${name}-${colorScheme}`);
  }
}
