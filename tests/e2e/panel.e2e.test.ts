import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { isFocused } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let other: SomeRoom;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  room = await someRoom(url, ada, { members: [ben] });
  other = await someRoom(url, ada);
  await write(url, room, ada, ...Array.from({ length: 80 }, (_, n) => `line ${n + 1}`));
}, 180_000);

afterAll(() => browser?.close());

describe("in a wide window", () => {
  beforeEach(async () => {
    ({ page } = await signedIn(browser, url, ada));
    await openRoom(page, room);
  });

  test("the people are beside a room that one comes to, and its address stays as it is", async () => {
    await panel().getByText(ben.username).waitFor();
    await isAt(`/rooms/${room.id}`);
    expect(await opener().getAttribute("aria-pressed")).toBe("true");
    expect(await violations(page)).toEqual([]);
    await looksOf("panel-1-wide");
  });

  test("closed it stays closed, and one that is opened then has an address that back, forward and a reload know", async () => {
    await panel().getByRole("button", { name: "Close the panel" }).click();
    await isGone();
    await isAt(`/rooms/${room.id}`);
    await page.reload();
    await opener().waitFor();
    expect(await panel().count()).toBe(0);

    await opener().click();
    await panel().getByText(ben.username).waitFor();
    await isAt(`/rooms/${room.id}/people`);
    await page.reload();
    await panel().getByText(ben.username).waitFor();
    await opener().click();
    await isGone();
    await isAt(`/rooms/${room.id}`);
    await page.goForward();
    await panel().waitFor();
    await page.goBack();
    await isGone();
    await page.reload();
    await opener().waitFor();
    expect(await opener().getAttribute("aria-pressed")).toBe("false");
    expect(await panel().count()).toBe(0);
  });

  test("the next room has it if this one had", async () => {
    await panel().waitFor();
    await inSidebar(other).click();
    await isAt(`/rooms/${other.id}`);
    await page.getByRole("heading", { name: other.name, level: 1 }).waitFor();
    await panel().getByText("owner").waitFor();
    await opener().click();
    await isGone();
    await inSidebar(room).click();
    await page.getByRole("heading", { name: room.name, level: 1 }).waitFor();
    await isAt(`/rooms/${room.id}`);
    expect(await panel().count()).toBe(0);
  });

  test("a click on the room that is open leaves it", async () => {
    await panel().waitFor();
    const steps = await page.evaluate("history.length");
    await inSidebar(room).click();
    await isAt(`/rooms/${room.id}`);
    await panel().waitFor();
    expect(await page.evaluate("history.length")).toBe(steps);
  });

  test("it stays while one goes to a message and on to the newest, open or closed", async () => {
    const seq = await seqOfLine(20);
    const marked = page.locator(`article[data-seq="${seq}"][aria-current=location]`);
    await page.goto(`/rooms/${room.id}/messages/${seq}/people`);
    await marked.waitFor();
    await panel().getByText(ben.username).waitFor();
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await isAt(`/rooms/${room.id}/people`);
    await panel().waitFor();

    await page.goto(`/rooms/${room.id}/messages/${seq}`);
    await marked.waitFor();
    await panel().getByRole("button", { name: "Close the panel" }).click();
    await isGone();
    await isAt(`/rooms/${room.id}/messages/${seq}`);
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await isAt(`/rooms/${room.id}`);
    expect(await panel().count()).toBe(0);
  });

  test("one that there is not shows the room, and so does one that the room has not", async () => {
    await page.goto(`/rooms/${room.id}/tomorrow/5`);
    await page.getByRole("log").getByText("line 80", { exact: true }).waitFor();
    const { body: direct } = await call(url, "POST", `/api/v1/users/${ben.id}/dm`, { token: ada.token, body: {} });
    await page.goto(`/rooms/${direct.id}/people`);
    await page.locator("[data-room-status=joined]").waitFor();
    await page.getByRole("heading", { name: ben.username, level: 1 }).waitFor();
    expect(await panel().count()).toBe(0);
  });

  test("Escape in it closes it, and gives the focus to what opens it", async () => {
    await panel().getByRole("button", { name: "Add someone" }).click();
    await page.getByRole("combobox", { name: "Add someone" }).waitFor();
    await page.keyboard.press("Escape");
    const add = panel().getByRole("button", { name: "Add someone" });
    await expect.poll(() => isFocused(add)).toBe(true);
    await page.keyboard.press("Escape");
    await isGone();
    await expect.poll(() => isFocused(opener())).toBe(true);
    await page.keyboard.press("Enter");
    await panel().waitFor();
    expect(await isFocused(opener())).toBe(true);
  });

  test("in a narrower window it lies over the conversation, and in one like a phone it makes way", async () => {
    await panel().waitFor();
    const wide = await widthOfLog();
    await page.setViewportSize({ width: 900, height: 820 });
    await isGone();
    await opener().click();
    await expect.poll(() => isFocused(panel())).toBe(true);
    await page.keyboard.press("Escape");
    await isGone();
    await expect.poll(() => isFocused(opener())).toBe(true);
    await page.keyboard.press("Enter");
    await panel().waitFor();
    expect(await widthOfLog()).toBe(900 - (1280 - 248 - wide));
    expect(await violations(page)).toEqual([]);
    await screenshot(page, "panel-2-over");
    await page.getByRole("log").evaluate((log) => log.setAttribute("data-same", ""));
    await page.setViewportSize({ width: 390, height: 844 });
    await isAt(`/rooms/${room.id}`);
    expect(await page.locator("[role=log][data-same]").isVisible()).toBe(true);
    expect(await page.getByRole("heading", { name: `People in ${room.name}` }).count()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 820 });
    await panel().waitFor();
  });

  test("one that was there by itself does not cover the conversation after a reload in one like a phone", async () => {
    await panel().waitFor();
    await page.goto("about:blank");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goBack();
    await page.locator("[data-room-status=joined]").waitFor();
    await isAt(`/rooms/${room.id}`);
    expect(await page.getByRole("log").isVisible()).toBe(true);
  });
});

describe("on a phone", () => {
  beforeEach(async () => {
    ({ page } = await signedIn(browser, url, ada, "phone"));
    await openRoom(page, room);
  });

  test("it takes the conversation's place, and Escape, the arrow and the way back lead to that", async () => {
    const title = page.getByRole("heading", { name: `People in ${room.name}`, level: 1 });
    expect(await title.count()).toBe(0);
    const ways = [
      () => page.keyboard.press("Escape"),
      () => page.goBack(),
      () => page.getByRole("button", { name: "Back to the conversation" }).click(),
    ];
    for (const leave of ways) {
      await opener().tap();
      await title.waitFor();
      await expect.poll(() => isFocused(page.getByRole("main"))).toBe(true);
      await isAt(`/rooms/${room.id}/people`);
      await page.getByText(ben.username).waitFor();
      await leave();
      await page.getByRole("log").getByText("line 80", { exact: true }).waitFor();
      await isAt(`/rooms/${room.id}`);
      await expect.poll(() => isFocused(opener())).toBe(true);
    }
  });

  test("a link opens it, and from there one comes to the conversation", async () => {
    await page.goto(`/rooms/${room.id}/people`);
    await page.getByText(ben.username).waitFor();
    expect(await violations(page)).toEqual([]);
    await looksOf("panel-3-phone");
    await page.getByRole("button", { name: "Back to the conversation" }).tap();
    await page.getByRole("log").getByText("line 80", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

function panel() {
  return page.getByRole("complementary", { name: "People" });
}

function opener() {
  return page.getByRole("button", { name: /^\d+ (person|people)$/ });
}

function inSidebar({ name }: SomeRoom) {
  return page.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}( |$)`) });
}

async function isAt(path: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
}

async function isGone(): Promise<void> {
  await panel().waitFor({ state: "detached" });
}

async function widthOfLog(): Promise<number> {
  return (await page.getByRole("log").boundingBox())?.width ?? 0;
}

async function seqOfLine(line: number): Promise<number> {
  const path = `/api/v1/rooms/${room.id}/messages?after_seq=0&limit=1`;
  const { body } = await call(url, "GET", path, { token: ada.token });
  return body.messages[0].seq + line - 1;
}

async function looksOf(name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
