import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instanceOf, message, say, signUp, someoneOnAnother } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { startSystem, type System } from "./support/start-system.ts";

let system: System;
let browser: Browser;

beforeAll(async () => {
  system = await startSystem();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await system?.destroy();
});

test("two people on two instances sign up, chat both ways, and find it all again after a reload and a restart", async () => {
  const ada = await openWindow(browser, system.url, "10.1.1.1");
  await signUp(ada.page, "ada");
  const adasInstance = await instanceOf(ada.page);
  const { page: ben } = await someoneOnAnother(browser, system.url, adasInstance, "ben");
  await screenshot(ada.page, "1-first-page");

  await ada.page.getByRole("button", { name: "New room" }).last().click();
  await ada.page.getByLabel("Name").fill("reading-group");
  await screenshot(ada.page, "2-create-room");
  await ada.page.getByRole("dialog").getByRole("button", { name: "Create room" }).click();
  await ada.page.getByRole("heading", { name: "reading-group", exact: true }).waitFor();
  await screenshot(ada.page, "3-empty-room");
  const roomPath = new URL(ada.page.url()).pathname;

  await ben.goto(roomPath);
  await say(ada.page, "Shall we read Middlemarch?");
  await message(ben, "Shall we read Middlemarch?").waitFor();
  await say(ben, "Yes, two chapters a week.");
  await message(ada.page, "Yes, two chapters a week.").waitFor();
  expect(await instanceOf(ben)).not.toBe(await instanceOf(ada.page));
  await screenshot(ada.page, "4-conversation");

  await ada.page.reload();
  await message(ada.page, "Shall we read Middlemarch?").waitFor();
  await message(ada.page, "Yes, two chapters a week.").waitFor();

  await system.stop();
  await ben.getByText(/Connection lost/).waitFor();
  await screenshot(ben, "5-connection-lost");
  await system.start();
  await say(ben, "Are you still there?");
  await message(ada.page, "Are you still there?").waitFor({ timeout: 30_000 });
  await ada.page.reload();
  await message(ada.page, "Shall we read Middlemarch?").waitFor();
  await message(ada.page, "Are you still there?").waitFor();

  await screenshot(ada.page, "6-after-restart");
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await screenshot(ada.page, "7-dark");
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await screenshot(ada.page, "8-phone-dark");
}, 240_000);
