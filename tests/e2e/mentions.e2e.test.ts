import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message } from "./support/chat-window.ts";
import { rowOf } from "./support/message-row.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let eve: SomeUser;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben, eve] = [await someUser(url, "ada"), await someUser(url, "ben"), await someUser(url, "eve")];
}, 180_000);
afterAll(() => browser?.close());

describe.each(["desktop", "phone"] as const)("on a %s", (kind) => {
  let room: SomeRoom;
  let adas: Page;
  let bens: Page;

  beforeEach(async () => {
    room = await someRoom(url, ada, { members: [ben] });
    await write(url, room, ada, "Good morning");
    const opened = await signedIn(browser, url, ada, kind);
    adas = opened.page;
    bens = await onAnother(browser, url, await instanceOf(adas), ben, kind);
    return async () => {
      await Promise.all([opened.context.close(), bens.context().close()]);
    };
  });

  test("all of a room is called by one of its words, and each of its members sees that it means them", async () => {
    await Promise.all([openRoom(adas, room), openRoom(bens, room)]);
    const field = adas.locator("#composer");
    await field.pressSequentially("@");
    const offered = adas.getByRole("option");
    await expect
      .poll(() => offered.allInnerTexts().then((all) => all.map((one) => one.replaceAll(/\s+/g, " "))))
      .toEqual([expect.stringContaining(ben.username), "@room everybody, 2 people", "@here who is here now"]);
    expect(await violations(adas)).toEqual([]);
    await looksOf(adas, `mentions-1-offered-${kind}`);
    await field.fill("");
    await field.pressSequentially("@every");
    await expect.poll(() => offered.count()).toBe(1);
    await field.press("Enter");
    await expect.poll(() => field.inputValue()).toBe("@room ");
    await send(adas);

    await say(adas, `@${ben.username} and @${eve.username}: lunch`);
    const called = bens.getByRole("log").getByText("@room", { exact: true });
    await called.waitFor();
    expect(await lookOf(called)).toBe("one's own");
    await expect
      .poll(() => lookOf(bens.getByRole("log").getByText(`@${ben.username}`, { exact: true })))
      .toBe("one's own");
    // Who is no member is called by nothing.
    const text = bens.getByRole("article").filter({ hasText: "lunch" }).locator("p").last();
    expect(await text.locator("span").allInnerTexts()).toEqual([`@${ben.username}`]);
    expect(await lookOf(adas.getByRole("log").getByText("@room", { exact: true }))).toBe("another's");
    await expect
      .poll(() => lookOf(adas.getByRole("log").getByText(`@${ben.username}`, { exact: true })))
      .toBe("another's");
    expect(await violations(bens)).toEqual([]);
    await looksOf(bens, `mentions-2-called-${kind}`);
  });

  test("the list says at once who is called where they are not, by a message and by an edit", async () => {
    const elsewhere = await someRoom(url, ben);
    await Promise.all([openRoom(adas, room), openRoom(bens, elsewhere)]);
    if (kind === "phone") await bens.getByRole("button", { name: "Back to rooms" }).click();
    const listed = bens.getByRole("link", { name: new RegExp(room.name) });
    await say(adas, "@here, lunch");
    await expect.poll(() => listed.innerText(), { timeout: 10_000 }).toMatch(/\b1\b/);
    await say(adas, "And coffee");
    const seq = await rowOf(adas, "And coffee").getAttribute("data-seq");
    const edited = { token: ada.token, body: { content: `And coffee, @${ben.username}` } };
    await call(url, "PATCH", `/api/v1/rooms/${room.id}/messages/${seq}`, edited);
    await expect.poll(() => listed.innerText(), { timeout: 10_000 }).toMatch(/\b2\b/);
  });
});

test("a tick at the scroll bar for each message that calls one leads there", async () => {
  const room = await someRoom(url, ada, { members: [ben] });
  const lines = Array.from({ length: 40 }, (_, n) => `line ${n + 1}`);
  await write(
    url,
    room,
    ada,
    `@${ben.username}, the first`,
    ...lines.slice(0, 20),
    "@room, the second",
    ...lines.slice(20),
  );
  await call(url, "POST", `/api/v1/rooms/${room.id}/read`, { token: ben.token, body: { seq: 1_000 } });
  const { context, page } = await signedIn(browser, url, ben);
  await openRoom(page, room);
  await message(page, "line 40").waitFor();
  const ticks = page.getByTestId("call-ticks").locator("button");
  await expect.poll(() => ticks.count()).toBe(2);
  const [first, second] = [await topOf(ticks.first()), await topOf(ticks.last())];
  expect(second - first).toBeGreaterThan(100);
  expect(await violations(page)).toEqual([]);
  await looksOf(page, "mentions-3-ticks");
  await ticks.first().click();
  await page
    .getByRole("article")
    .filter({ hasText: "the first" })
    .and(page.locator("[aria-current=location]"))
    .waitFor();
  await context.close();
  const touching = await signedIn(browser, url, ben, "phone");
  await openRoom(touching.page, room);
  await message(touching.page, "line 40").waitFor();
  expect(await touching.page.getByTestId("call-ticks").count()).toBe(0);
  await touching.context.close();
});

/** A finger sends by the button. */
async function send(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send" }).click();
}

async function say(page: Page, text: string): Promise<void> {
  await page.locator("#composer").fill(text);
  await send(page);
}

async function topOf(tick: ReturnType<Page["locator"]>): Promise<number> {
  return (await tick.boundingBox())!.y;
}

/** Who is meant by what a text names, as the eye sees it. */
async function lookOf(named: ReturnType<Page["locator"]>): Promise<string> {
  const classes = ((await named.last().getAttribute("class")) ?? "").split(" ");
  return classes.includes("bg-accent-soft") ? "one's own" : classes.includes("bg-tint") ? "another's" : "nobody";
}

async function looksOf(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}
