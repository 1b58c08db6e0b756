import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

test("a newcomer's page asks the server for no session, and nothing complains", async () => {
  const { page } = await openWindow(browser, url, "10.1.1.1");
  const problems: string[] = [];
  page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(problems).toEqual([]);
});

test.each([
  ["is closed to the page", "everything"],
  ["takes nothing more", "setItem"],
])("where local storage %s one is still signed in after a reload, and not after signing out", async (_, refused) => {
  const { page } = await openWindow(browser, url, "10.1.1.1");
  await page.addInitScript((what) => {
    const refuse = () => {
      throw new DOMException("The quota has been exceeded", "QuotaExceededError");
    };
    if (what === "setItem") Storage.prototype.setItem = refuse;
    else Object.defineProperty(globalThis, "localStorage", { get: refuse });
  }, refused);
  const ada = await someUser(url, "ada");
  await signIn(page, ada);
  await page.reload();
  await instanceOf(page);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.getByText(/session has ended/).count()).toBe(0);
});

test("a full local storage keeps nobody out", async () => {
  const { page } = await openWindow(browser, url, "10.1.1.1");
  await page.goto("/sign-in");
  await page.evaluate(() => {
    let text = "x".repeat(1 << 22);
    for (let key = 0; text !== ""; key += 1) {
      try {
        localStorage.setItem(`other-app-${key}`, text);
      } catch {
        text = text.slice(text.length / 2 + 1);
      }
    }
  });
  await signIn(page, await someUser(url, "ada"));
  await page.reload();
  expect(await instanceOf(page)).toMatch(/^chat-/);
});

test("one sees where one is signed in, and ends another session, which is told so at once", async () => {
  const ada = await someUser(url, "ada");
  const { page } = await openWindow(browser, url, "10.1.1.1");
  const { page: other } = await openWindow(browser, url, "10.2.2.1");
  await signIn(other, ada);
  await signIn(page, ada);
  await page.goto("/settings/sessions");
  const sessions = page.getByRole("main").getByRole("listitem");
  await sessions.nth(2).waitFor();
  await page.getByText("This one").waitFor();
  await sessions
    .filter({ hasText: "10.2.2.1" })
    .getByRole("button", { name: /^End the session of Chrome/ })
    .click();
  const question = page.getByRole("dialog", { name: "End this session?" });
  expect(await violations(page)).toEqual([]);
  await question.getByRole("button", { name: "End session" }).click();
  await other.getByText("This session was ended from another device of yours; sign in again.").waitFor();
  await sessions.filter({ hasText: "10.2.2.1" }).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "End all others" }).click();
  await page.getByRole("button", { name: "End them" }).click();
  await page.getByText("1 other session has ended.").waitFor();
  await sessions.nth(1).waitFor({ state: "detached" });
  expect(await violations(page)).toEqual([]);
});

test("a session that the server ended says so, and leaves its author what was written", async () => {
  const { page } = await openWindow(browser, url, "10.1.1.1");
  const [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  const { body: room } = await call(url, "POST", "/api/v1/rooms", {
    token: ada.token,
    body: { name: `room of ${ada.username}`, type: "public" },
  });
  await signIn(page, ada);
  await openRoom(page, room.id);
  await composer(page).fill("half a sen");

  // A page that is open hears of it, and asks why: its cookie may be gone before it has read the answer.
  const openedAt = page.url();
  await page.goto("about:blank");
  await endNewestSession(ada);
  await page.goto(openedAt);
  await page.getByText(/ended from another device of yours; sign in again\. What you had not sent is kept\./).waitFor();
  await screenshot(page, "sessions-1-ended");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await screenshot(page, "sessions-2-ended-phone-dark");
  await page.reload();
  await page.getByText(/ended from another device of yours/).waitFor();
  await fillIn(page, ada);
  await composer(page).waitFor();
  expect(await composer(page).inputValue()).toBe("half a sen");

  await endNewestSession(ada);
  await page.reload();
  await fillIn(page, ben);
  await composer(page).waitFor();
  expect(await composer(page).inputValue()).toBe("");
});

test("one's account is changed and deleted with its password, and not without", async () => {
  const { page } = await openWindow(browser, url, "10.1.1.1");
  const ada = await someUser(url, "ada");
  await signIn(page, ada);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  const email = page.getByRole("form", { name: "Email address" });
  const moved = `moved.${ada.username}@example.org`;
  await email.getByLabel("Email").fill(moved);
  await email.getByRole("button", { name: "Change email" }).click();
  await email.getByText("A new email address needs the current password").waitFor();
  await email.getByLabel("Current password").fill("a guess");
  await email.getByRole("button", { name: "Change email" }).click();
  await email.getByText("That is not the current password").waitFor();
  expect(await violations(page)).toEqual([]);
  await screenshot(page, "sessions-3-settings");
  await email.getByLabel("Current password").fill(ada.password);
  await email.getByRole("button", { name: "Change email" }).click();
  await email.getByText("Your email address is changed.").waitFor();
  expect(await email.getByLabel("Current password").inputValue()).toBe("");
  const name = page.getByRole("form", { name: "Name" });
  await name.getByLabel("Display name").fill("Ada Moved");
  await name.getByRole("button", { name: "Save name" }).click();
  await name.getByText("Your name is saved.").waitFor();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByText(moved).waitFor();
  await page.getByText("Ada Moved").waitFor();
  await page.keyboard.press("Escape");

  const downloads = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = await downloads;
  expect(file.suggestedFilename()).toBe(`hubbub-${ada.username}.json`);
  const data = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(data).toMatchObject({ account: { username: ada.username, email: moved }, sessions: expect.any(Array) });

  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByLabel("Current password").fill("a guess");
  expect(await dialog.getByRole("button", { name: "Delete for good" }).isDisabled()).toBe(true);
  await dialog.getByLabel(`Type ${ada.username} to confirm`).fill(ada.username);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await dialog.getByText("That is not the current password").waitFor();
  expect(await violations(page)).toEqual([]);
  await screenshot(page, "sessions-4-delete");
  await dialog.getByLabel("Current password").fill(ada.password);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await page.getByText("Your account has been deleted.").waitFor();
  await page.getByLabel("Username").fill(ada.username);
  await page.getByLabel("Password", { exact: true }).fill(ada.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("That name and password do not belong together").waitFor();
});

async function signIn(page: Page, user: SomeUser): Promise<void> {
  await page.goto("/sign-in");
  await fillIn(page, user);
}

async function fillIn(page: Page, { username, password }: SomeUser): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await instanceOf(page);
}

async function openRoom(page: Page, id: number): Promise<void> {
  await page.goto(`/rooms/${id}`);
  await composer(page).waitFor();
}

function composer(page: Page) {
  return page.getByRole("textbox", { name: /^Message/ });
}

/** As from another device: the one of the browser. */
async function endNewestSession({ token }: SomeUser): Promise<void> {
  const { body } = await call(url, "GET", "/api/v1/users/me/sessions", { token });
  const newest = body.sessions.find(({ current }: { current: boolean }) => !current);
  const { status } = await call(url, "DELETE", `/api/v1/users/me/sessions/${newest.id}`, { token });
  expect(status).toBe(200);
}
