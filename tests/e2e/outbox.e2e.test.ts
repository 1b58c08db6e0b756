import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Answer, call, someUser } from "./support/api.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { startSystem, type System } from "./support/start-system.ts";
import { until } from "./support/until.ts";

let system: System;
let browser: Browser;
let room: { readonly id: number; readonly path: string };
let ada: Page;
let ben: Page;
let adasToken: string;

beforeAll(async () => {
  system = await startSystem({ RATE_LIMITS: "off" });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.destroy();
});

beforeEach(async () => {
  signalChat("SIGCONT");
  await browser.contexts().reduce((closed, context) => closed.then(() => context.close()), Promise.resolve());
  const [one, other] = [await someUser(system.url, "ada"), await someUser(system.url, "ben")];
  adasToken = one.token;
  await until("a room is made, by an instance that may just have been killed", 30_000, async () => {
    const name = `room of ${one.username}`;
    const { status, body } = await call(system.url, "POST", "/api/v1/rooms", {
      token: one.token,
      body: { name, type: "public" },
    });
    room = { id: body?.id, path: `/rooms/${body?.id}` };
    return status === 200;
  });
  ada = (await openWindow(browser, system.url, "10.1.1.1")).page;
  ben = (await openWindow(browser, system.url, "10.1.2.1")).page;
  await signIn(ada, one.username, one.password);
  await signIn(ben, other.username, other.password);
  for (const page of [ada, ben]) await openRoom(page);
});

test("messages written while the chat instances are away outlive a reload, and arrive once and in order", async () => {
  await say(ada, "zero");
  await message(ben, "zero").waitFor();

  signalChat("SIGSTOP");
  for (const text of ["one", "two", "three"]) await say(ada, text);
  await reloadOnceStored(ada, 3);
  await waiting(ada, ["one", "two", "three"]);
  await ada.getByText(/3 messages waiting/).waitFor();
  await screenshot(ada, "outbox-1-waiting");
  await ada.emulateMedia({ colorScheme: "dark" });
  await screenshot(ada, "outbox-2-waiting-dark");
  await ada.setViewportSize({ width: 390, height: 844 });
  await screenshot(ada, "outbox-3-waiting-phone");
  await ada.setViewportSize({ width: 1280, height: 820 });
  await ada.emulateMedia({ colorScheme: "light" });
  await say(ada, "four");
  await waiting(ada, ["one", "two", "three", "four"]);

  signalChat("SIGKILL");
  for (const page of [ada, ben]) await sees(page, ["zero", "one", "two", "three", "four"]);
  expect(await history()).toEqual(["zero", "one", "two", "three", "four"]);
  await waiting(ada, []);
  await screenshot(ada, "outbox-4-sent");
  await ada.reload();
  await sees(ada, ["zero", "one", "two", "three", "four"]);
  await waiting(ada, []);
});

test("what the server takes from a connection that is gone, and gets again after a reload, is one message", async () => {
  signalChat("SIGSTOP");
  for (const text of ["one", "two"]) await say(ada, text);
  await reloadOnceStored(ada, 2);
  await waiting(ada, ["one", "two"]);
  signalChat("SIGCONT");
  for (const page of [ada, ben]) await sees(page, ["one", "two"]);
  expect(await history()).toEqual(["one", "two"]);
  await waiting(ada, []);
});

test("two tabs with messages waiting send each of them once", async () => {
  const second = await ada.context().newPage();
  await openRoom(second);
  signalChat("SIGSTOP");
  for (const text of ["one", "two"]) await say(ada, text);
  for (const text of ["three", "four"]) await say(second, text);
  for (const page of [ada, second]) {
    await reloadOnceStored(page, 4);
    await waiting(page, ["one", "two", "three", "four"]);
  }
  signalChat("SIGKILL");
  for (const page of [ada, second, ben]) await sees(page, ["one", "two", "three", "four"]);
  expect(await history()).toEqual(["one", "two", "three", "four"]);
  for (const page of [ada, second]) await waiting(page, []);
});

test("where the browser stores nothing for the page, one writes as before and nothing complains", async () => {
  const problems: string[] = [];
  ada.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  ada.on("pageerror", (error) => problems.push(error.message));
  await ada.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("The operation is insecure", "SecurityError");
    };
    Object.defineProperty(globalThis, "indexedDB", { value: { open: refuse } });
    Object.defineProperty(navigator, "locks", { value: undefined });
  });
  await openRoom(ada);
  for (const text of ["one", "two"]) await say(ada, text);
  for (const page of [ada, ben]) await sees(page, ["one", "two"]);
  expect(problems).toEqual([]);
});

test("one is asked before signing out deletes what was not sent", async () => {
  signalChat("SIGSTOP");
  await say(ada, "never sent");
  await reloadOnceStored(ada, 1);
  await waiting(ada, ["never sent"]);
  await ada.getByRole("button", { name: /^Account of/ }).click();
  await ada.getByRole("menuitem", { name: "Sign out" }).click();
  await ada.getByText("1 message has not been sent").waitFor();
  await screenshot(ada, "outbox-5-sign-out");
  await ada.getByRole("button", { name: "Delete and sign out" }).click();
  await ada.getByRole("button", { name: "Sign in" }).waitFor();
  await expect.poll(() => storedMessages(ada)).toBe(0);
});

function signalChat(signal: NodeJS.Signals): void {
  const { pids } = system.stackFile();
  for (const [name, pid] of Object.entries(pids)) if (name.startsWith("chat-")) process.kill(pid, signal);
}

async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Email or username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: /^Account of/ }).waitFor();
}

async function openRoom(page: Page): Promise<void> {
  await page.goto(room.path);
  await page.locator("[data-room-status=joined]").waitFor({ timeout: 30_000 });
}

async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.fill(text);
  await composer.press("Enter");
}

function message(page: Page, text: string) {
  return page.getByRole("log").getByText(text, { exact: true });
}

/** Waits until these and no others are shown as waiting. */
async function waiting(page: Page, texts: readonly string[]): Promise<void> {
  let rows: string[] = [];
  await until(`${texts.join(", ")} waiting`, 30_000, async () => {
    rows = await page.locator("[data-pending=waiting]").allInnerTexts();
    return rows.length === texts.length && rows.every((row, nth) => row.includes(texts[nth] ?? ""));
  }).catch(async (error: unknown) => {
    throw new Error(`the page shows ${await page.locator("body").innerText()}`, { cause: error });
  });
  for (const row of rows) expect(row).toContain("Waiting for the connection");
}

/** Waits until the conversation shows these, each once and in this order, and none as unsent. */
async function sees(page: Page, texts: readonly string[]): Promise<void> {
  let shown = "";
  await until(`${texts.join(", ")} shown`, 40_000, async () => {
    const lines = (await page.getByRole("log").innerText()).split("\n").map((line) => line.trim());
    shown = lines.filter((line) => texts.includes(line)).join(", ");
    return shown === texts.join(", ") && (await page.locator("[data-pending]").count()) === 0;
  }).catch((error: unknown) => {
    throw new Error(`it shows ${shown}`, { cause: error });
  });
}

/** Once the instance that is asked is back. */
async function history(): Promise<string[]> {
  let body: Answer["body"];
  await until("the history is answered", 30_000, async () => {
    const answer = await call(system.url, "GET", `/api/v1/rooms/${room.id}/messages`, { token: adasToken });
    body = answer.body;
    return answer.status === 200;
  });
  return body.messages.map(({ content }: { content: string }) => content);
}

/** A message is stored a few milliseconds after it was entered; no person reloads within them. */
async function reloadOnceStored(page: Page, messages: number): Promise<void> {
  await until(`${messages} messages stored`, 10_000, async () => (await storedMessages(page)) === messages);
  await page.reload();
}

/** How many messages the browser keeps. */
async function storedMessages(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open("hubbub-outbox");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction("messages").objectStore("messages").count();
      counting.onsuccess = () => resolve(counting.result);
    };
  })`);
}
