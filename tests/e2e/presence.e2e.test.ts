import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, signIn } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { phone, signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
/** For which nobody touches a window until its person is away, and a moment. */
const idle = "10:01";
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let eve: SomeUser;
let room: SomeRoom;
let direct: Pick<SomeRoom, "id">;
let anns: Page;
/** On the other instance, with a clock of its own. */
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben, eve] = [await someUser(url, "ann"), await someUser(url, "ben"), await someUser(url, "eve")];
  room = await someRoom(url, ann, { members: [ben, eve] });
  const opened = await call(url, "POST", `/api/v1/users/${ben.id}/dm`, { token: ann.token, body: {} });
  direct = { id: opened.body.id as number };
  const hello = { token: ann.token, body: { content: "Hello" } };
  await call(url, "POST", `/api/v1/rooms/${direct.id}/messages`, hello);
  await call(url, "POST", `/api/v1/users/${eve.id}/dm`, { token: ann.token, body: {} });
  anns = (await signedIn(browser, url, ann)).page;
}, 180_000);

afterAll(() => browser?.close());

test("who was never here is gone, and online once they come, on whichever instance", async () => {
  await openRoom(anns, room);
  await shown(face(anns, ben), "offline");
  bens = await onAnother(await instanceOf(anns), ben);
  await shown(face(anns, ben), "online");
  await shown(face(anns, eve), "offline");
  // As Ann is to herself, at the top and in the people of the room.
  await shown(anns.getByRole("button", { name: `Account of ${ann.username}` }), "online");
  await shown(row(anns, ben), "online");
  await shown(row(anns, eve), "offline");
  await expect.poll(() => described(anns, ben)).toBe("Online");
  await openRoom(anns, direct);
  await header(anns).getByText("Online", { exact: true }).waitFor();
}, 60_000);

test("who does nothing for ten minutes is away, and back with the first touch", async () => {
  await bens.clock.fastForward(idle);
  await shown(face(anns, ben), "away");
  await expect.poll(() => described(anns, ben)).toMatch(/^Away, last here at \d/);
  await header(anns)
    .getByText(/^Away, last here at \d/)
    .waitFor();
  await openRoom(anns, room);
  await shown(row(anns, ben), "away");
  await row(anns, ben)
    .getByText(/^Away, last here at \d/)
    .waitFor({ state: "attached" });
  await row(anns, ben).hover();
  await anns.getByRole("button", { name: `More about ${ben.username}` }).click();
  const card = anns.getByRole("menu", { name: ben.username });
  await card
    .locator("p")
    .getByText(/^Away, last here at \d/)
    .waitFor();
  await shown(card, "away");
  expect(await violations(anns)).toEqual([]);
  await screenshot(anns, "presence-1-menu");
  await anns.keyboard.press("Escape");
  await pictures(anns, "presence-2-room");
  expect(await violations(anns)).toEqual([]);

  await anns.getByRole("button", { name: `Account of ${ann.username}` }).click();
  await anns.getByRole("dialog").getByText("Online", { exact: true }).waitFor();
  await screenshot(anns, "presence-3-account");
  await anns.keyboard.press("Escape");

  await bens.mouse.move(200, 200);
  await bens.mouse.move(210, 210);
  await shown(face(anns, ben), "online");
  await shown(row(anns, ben), "online");
}, 60_000);

test("a second window keeps somebody online, and the last that closes leaves them gone, with when they were here", async () => {
  const onPhone = await openWindow(browser, url, "10.9.9.1", phone);
  await signIn(onPhone.page, ben.username);
  await openRoom(onPhone.page, direct);
  await header(onPhone.page).getByText("Online", { exact: true }).waitFor();
  await screenshot(onPhone.page, "presence-4-phone-direct");
  await onPhone.page.getByRole("button", { name: "Back to rooms" }).click();
  await shown(face(onPhone.page, ann), "online");
  expect(await violations(onPhone.page)).toEqual([]);
  await screenshot(onPhone.page, "presence-5-phone");

  await bens.context().close();
  await onPhone.page.goto("/settings/account");
  await shown(face(anns, ben), "online");
  await onPhone.context.close();
  await shown(face(anns, ben), "offline");
  await expect.poll(() => described(anns, ben)).toMatch(/^Last here at \d/);
  await pictures(anns, "presence-6-gone");
}, 60_000);

test("nothing is shown of anybody without a connection, and all of it again with the next", async () => {
  await anns.context().setOffline(true);
  await expect.poll(() => anns.locator("[data-presence]").count()).toBe(0);
  await anns.context().setOffline(false);
  await shown(face(anns, ben), "offline");
  await shown(anns.getByRole("button", { name: `Account of ${ann.username}` }), "online");
}, 60_000);

/** Of the direct conversation with somebody, in the sidebar. */
function face(page: Page, { username }: Pick<SomeUser, "username">): Locator {
  return page.getByRole("navigation").getByTitle(username, { exact: true });
}

/** Of somebody among the people of the room. */
function row(page: Page, { username }: Pick<SomeUser, "username">): Locator {
  return page.getByRole("complementary").getByRole("listitem").filter({ hasText: username });
}

/** Of the conversation. */
function header(page: Page): Locator {
  return page.getByRole("main").locator("header").getByRole("paragraph");
}

async function shown(where: Locator, state: "online" | "away" | "offline"): Promise<void> {
  await where.locator(`[data-presence=${state}]`).waitFor({ timeout: 20_000 });
}

async function described(page: Page, user: Pick<SomeUser, "username">): Promise<string | null> {
  const id = await face(page, user).getAttribute("aria-describedby");
  return await page.locator(`[id="${id}"]`).textContent();
}

/** Both widths, both themes. */
async function pictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()!;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await screenshot(page, `${name}-phone-${colorScheme}`);
    await page.setViewportSize(before);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** A window of somebody on another instance: ip_hash decides by the network. */
async function onAnother(instance: string, user: SomeUser): Promise<Page> {
  for (let network = 2; network < 10; network += 1) {
    const { context, page } = await openWindow(browser, url, `10.0.${network}.1`);
    await page.clock.install();
    await signIn(page, user.username);
    if ((await instanceOf(page)) !== instance) return page;
    await context.close();
  }
  throw new Error("no address is on another instance");
}
