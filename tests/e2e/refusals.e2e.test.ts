import { once } from "node:events";
import { createServer } from "node:http";
import { freePort } from "@hubbub/stack";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { message, say } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { renameHost } from "./support/rename-host.ts";
import { startSystem, type System } from "./support/start-system.ts";
import { until } from "./support/until.ts";
import { violations } from "./support/violations.ts";

let system: System;
let browser: Browser;
let friendPort: number;

beforeAll(async () => {
  friendPort = await freePort();
  system = await startSystem({
    LIMIT_MESSAGES: "3/10:3",
    LIMIT_ROOMS: "1/4:1",
    ALLOWED_ORIGINS: `http://friend.hubbub.test:${friendPort}`,
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.destroy();
});

test("who writes too fast is told so and until when, and the messages go out by themselves, in their order", async () => {
  const [ada, ben] = [await someUser(system.url, "ada"), await someUser(system.url, "ben")];
  const { body: room } = await call(system.url, "POST", "/api/v1/rooms", {
    token: ada.token,
    body: { name: `room of ${ada.username}`, type: "public" },
  });
  const windows = { ada: await signedIn(ada, "10.1.1.1"), ben: await signedIn(ben, "10.1.2.1") };
  for (const page of Object.values(windows)) {
    await page.goto(`/rooms/${room.id}`);
    await page.locator("[data-room-status=joined]").waitFor();
  }

  const texts = ["one", "two", "three", "four", "five"];
  for (const text of texts) await say(windows.ada, text);
  const line = windows.ada.getByTestId("held");
  await line.getByText(/You are writing faster than this server allows\. Sending goes on in \d+ s\./).waitFor();
  await windows.ada.locator("[data-pending=waiting]").first().getByText("Waiting").waitFor();
  await screenshot(windows.ada, "refusals-1-held");
  expect(await windows.ben.getByRole("log").innerText()).not.toContain("five");

  for (const page of Object.values(windows)) {
    for (const text of texts) await message(page, text).waitFor({ timeout: 40_000 });
    await until("all are shown, in their order", 10_000, async () => (await shown(page, texts)) === texts.join(" "));
  }
  await until("nothing waits any more", 10_000, async () => (await line.innerText()) === "");
  expect(await windows.ada.locator("[data-pending]").count()).toBe(0);
});

test("a form that is refused says for how long, and can be sent after that", async () => {
  const page = await signedIn(await someUser(system.url, "ada"), "10.1.1.1");
  for (const name of ["first", "second"]) {
    await page.getByRole("button", { name: "New room" }).first().click();
    await page.getByRole("textbox", { name: "Name" }).fill(`${name} ${Date.now()}`);
    await page.getByRole("button", { name: "Create room" }).click();
    if (name === "first")
      await page
        .getByRole("heading", { name: /^first/ })
        .first()
        .waitFor();
  }
  const create = page.getByRole("button", { name: "Create room" });
  await page
    .getByText(/Try again in \d s\./)
    .first()
    .waitFor({ state: "attached" });
  // A picture may take longer than the wait.
  expect(await create.isDisabled()).toBe(true);
  await screenshot(page, "refusals-2-form");
  await page.getByText("You can try again now.").waitFor();
  await create.click();
  await page
    .getByRole("heading", { name: /^second/ })
    .first()
    .waitFor();
});

test("a page that may not connect says so, and what who runs the server can do", async () => {
  const proxy = await renameHost(system.url);
  const origin = `http://chat.test:${proxy.port}`;
  const ada = await someUser(system.url, "ada");
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  for (const [name, options] of [
    ["desktop-light", { colorScheme: "light" }],
    ["phone-dark", { ...phone, colorScheme: "dark" }],
    ["desktop-dark", { colorScheme: "dark" }],
    ["phone-light", { ...phone, colorScheme: "light" }],
  ] as const) {
    const { context, page } = await openWindow(browser, origin, "10.1.1.1", options);
    await signIn(page, ada);
    await page.getByRole("heading", { name: "This page may not connect" }).waitFor();
    await page.getByText(`${origin}.`).waitFor();
    await page.getByText("ALLOWED_ORIGINS").waitFor();
    await screenshot(page, `refusals-4-origin-${name}`);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: options.colorScheme });
    await page.reload();
    // Nor may its cookie renew the session.
    await page.getByText(/setting ALLOWED_ORIGINS names those that may/).waitFor();
    await screenshot(page, `refusals-5-session-${name}`);
    await context.close();
  }
  proxy.stop();
});

test("a page of a listed origin may use the API, its cookie, Socket.IO and sockets; one of another may not", async () => {
  const pages = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html>"));
  pages.listen(friendPort, "127.0.0.1");
  await once(pages, "listening");
  // Without a header of ours, which a browser would ask about, too.
  const page = await browser.newPage();
  const ada = await someUser(system.url, "ada");
  const chat = `http://chat.hubbub.test:${new URL(system.url).port}`;

  const tryAll = async (name: string) => {
    await page.goto(`http://${name}.hubbub.test:${friendPort}`);
    return await page.evaluate(askFromElsewhere, { chat, username: ada.username, password: ada.password });
  };
  expect(await tryAll("friend")).toEqual({
    login: 200,
    me: 200,
    missing: 404,
    refresh: 200,
    polling: 200,
    socket: "open",
  });
  const unreadable = "TypeError";
  expect(await tryAll("stranger")).toEqual({
    login: unreadable,
    me: unreadable,
    missing: unreadable,
    refresh: unreadable,
    polling: unreadable,
    socket: "error",
  });
  pages.closeAllConnections();
  pages.close();
});

test("signing in says when to try again, and another name may be tried at once", async () => {
  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  const body = JSON.stringify({ code: "rate_limited", detail: "Too often", errors: [], retry_after_ms: 40_000 });
  await page.route("**/api/v1/users/login", (route) =>
    route.fulfill({ status: 429, contentType: "application/problem+json", body }),
  );
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  const signIn = page.getByRole("button", { name: "Sign in" });
  await signIn.click();
  await page
    .getByRole("alert")
    .getByText(/Too many tries\. Try again in \d+ s\./)
    .last()
    .waitFor();
  expect(await signIn.isDisabled()).toBe(true);
  await page.getByLabel("Email or username").fill("ben");
  expect(await signIn.isDisabled()).toBe(false);
});

test("what is wrong with a new account stands at its field, as the server words it", async () => {
  const { page } = await openWindow(browser, system.url, "10.1.1.1");
  await page.goto("/sign-up");
  const detail = "2 fields are not valid";
  const errors = [
    { field: "username", code: "invalid_argument", message: "This name is reserved" },
    { field: "password", code: "invalid_argument", message: "This password is one of the most common ones" },
  ];
  await page.route("**/api/v1/users/register", (route) =>
    route.fulfill({ status: 400, json: { code: "invalid_argument", detail, errors } }),
  );
  await page.getByRole("button", { name: "Create account" }).click();
  for (const { field, message: text } of errors) {
    const input = page.locator(`input[name=${field}]`);
    await page.getByText(text).waitFor();
    const note = page.locator(`[id="${await input.getAttribute("aria-describedby")}"]`);
    expect(await note.innerText()).toBe(text);
  }
  expect(await page.getByText(detail).count()).toBe(0);
});

async function signedIn(user: SomeUser, address: string): Promise<Page> {
  const { page } = await openWindow(browser, system.url, address);
  await signIn(page, user);
  await page.getByRole("button", { name: /^Account of/ }).waitFor();
  return page;
}

async function signIn(page: Page, user: SomeUser): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email or username").fill(user.username);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Those of `texts` that the conversation shows, in its order. */
async function shown(page: Page, texts: readonly string[]): Promise<string> {
  const lines = (await page.getByRole("log").innerText()).split("\n").map((line) => line.trim());
  return lines.filter((line) => texts.includes(line)).join(" ");
}

/** In a page: what it gets to read of hubbub at `chat`. */
async function askFromElsewhere(to: { chat: string; username: string; password: string }) {
  let token = "";
  const ask = async (path: string, body?: Record<string, unknown>): Promise<number | string> => {
    const headers: Record<string, string> = {};
    if (body !== undefined) headers["content-type"] = "application/json";
    if (token !== "") headers["authorization"] = `Bearer ${token}`;
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    try {
      const answer = await fetch(to.chat + path, { ...init, headers, credentials: "include" });
      const text = await answer.text();
      if (path.endsWith("/login")) token = (JSON.parse(text) as { token: string }).token;
      return answer.status;
    } catch (error) {
      return (error as Error).name;
    }
  };
  const { username, password } = to;
  const login = await ask("/api/v1/users/login", { username, password, use_cookie: true });
  const me = await ask("/api/v1/users/me");
  const missing = await ask("/api/v1/nowhere");
  token = "";
  const refresh = await ask("/api/v1/users/refresh", {});
  const polling = await fetch(`${to.chat}/socket.io/?EIO=4&transport=polling`).then(
    ({ status }) => status,
    (error: unknown) => (error as Error).name,
  );
  const socket = await new Promise<string>((resolve) => {
    const opening = new WebSocket(`${to.chat.replace("http", "ws")}/ws`);
    opening.addEventListener("open", () => resolve("open"));
    opening.addEventListener("error", () => resolve("error"));
  });
  return { login, me, missing, refresh, polling, socket };
}
