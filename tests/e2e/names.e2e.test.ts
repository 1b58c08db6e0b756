import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message, say, signIn } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom } from "./support/some-room.ts";

const url = inject("url");
const newName = "Ann Marlow";
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
/** Of Ann, and of Ben on the other instance. */
let anns: Page;
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  room = await someRoom(url, ann, { members: [ben] });
  const { seq } = await post(ann, `rooms/${room.id}/messages`, { content: "Who takes the minutes?" });
  await post(ben, `rooms/${room.id}/messages`, { content: `I do, @${ann.username}`, reply_to: seq });
  const direct = await post(ben, `users/${ann.id}/dm`, {});
  await post(ann, `rooms/${direct.id}/messages`, { content: "Thank you" });
  anns = (await signedIn(browser, url, ann)).page;
  bens = await onAnother(await instanceOf(anns), ben);
  await Promise.all([openRoom(anns, room), openRoom(bens, room)]);
}, 180_000);

afterAll(() => browser?.close());

test("who chooses another name sees it everywhere at once", async () => {
  await calledInRoom(anns, ann.username);
  await anns.getByRole("button", { name: `Account of ${ann.username}` }).click();
  await anns.getByRole("menuitem", { name: "Settings" }).click();
  await anns.getByLabel("Display name").fill(newName);
  await anns.getByRole("button", { name: "Save name" }).click();
  await anns.getByRole("button", { name: `Account of ${newName}` }).waitFor();
  await anns.goBack();
  await calledInRoom(anns, newName);
  await say(anns, "Then it is settled");
  await message(bens, "Then it is settled").waitFor();
  expect(await instanceOf(bens)).not.toBe(await instanceOf(anns));
});

test("in another's window they are called so in all that was there before, once something tells it", async () => {
  await calledInRoom(bens, ann.username);
  await inSidebar(bens, ann.username).waitFor();
  const topic = { token: ann.token, body: { topic: "Minutes" } };
  await call(url, "PATCH", `/api/v1/rooms/${room.id}`, topic);
  await bens.getByText(`${ann.username} set the topic`).waitFor();
  await message(anns, "Then it is settled").hover();
  await anns.getByRole("button", { name: "React with 👍" }).click();
  const chip = bens.getByRole("group", { name: "Reactions" }).getByRole("button", { name: "👍" });
  await chip.hover();
  await expect.poll(() => chip.getAttribute("title")).toBe(`${ann.username} reacted with 👍`);

  // Ben looks for her.
  await bens.keyboard.press("Control+k");
  await bens.keyboard.type(ann.username);
  await bens.getByRole("option", { name: newName }).waitFor();
  await calledInRoom(bens, newName);
  await bens.keyboard.press("Escape");
  await inSidebar(bens, newName).waitFor();
  await bens.getByText(`${newName} set the topic`).waitFor();
  await bens.getByRole("complementary").getByText(newName, { exact: true }).waitFor();
  await expect.poll(() => chip.getAttribute("title")).toBe(`${newName} reacted with 👍`);
  await anns.getByRole("textbox", { name: /^Message/ }).pressSequentially("Nearly");
  await expect.poll(() => bens.getByTestId("typing").innerText()).toContain(newName);
  await pictures(bens, "names-1-room");
  await expect.poll(() => bens.getByText(ann.username, { exact: true }).count()).toBe(0);

  await inSidebar(bens, newName).click();
  await bens.getByRole("heading", { name: newName, exact: true }).waitFor();
  await bens.getByText(`Message ${newName}`, { exact: true }).waitFor();
  await pictures(bens, "names-2-direct");
});

test("who opens the page later finds those who are shown by their names, asked for once each", async () => {
  const asked: string[] = [];
  bens.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/v1\/users\/\d+$/.test(pathname)) asked.push(pathname);
  });
  await openRoom(bens, room);
  await calledInRoom(bens, newName);
  await inSidebar(bens, newName).waitFor();
  expect(asked).toEqual([`/api/v1/users/${ann.id}`]);
  await bens.getByRole("textbox", { name: /^Message/ }).fill("Thanks, @marl");
  await bens.getByRole("option", { name: `${newName} @${ann.username}` }).waitFor();
  await pictures(bens, "names-3-mention");
  await bens.keyboard.press("Enter");
  await expect
    .poll(() => bens.getByRole("textbox", { name: /^Message/ }).inputValue())
    .toBe(`Thanks, @${ann.username} `);
  await bens.getByRole("textbox", { name: /^Message/ }).fill("");
  await bens
    .getByRole("article", { name: "Who takes the minutes?" })
    .getByRole("button", { name: newName })
    .first()
    .click();
  await bens.getByRole("menuitem", { name: "Mention" }).click();
  await expect.poll(() => bens.getByRole("textbox", { name: /^Message/ }).inputValue()).toBe(`@${ann.username} `);
  await bens.getByRole("textbox", { name: /^Message/ }).fill("");
});

test("with what one writes after a while, others' windows hear what one is called since", async () => {
  const { page, context } = await openWindow(browser, url, "10.1.1.1");
  await page.clock.install();
  await signIn(page, ben.username);
  await openRoom(page, room);
  await calledInRoom(page, newName);
  const renamed = { token: ann.token, body: { display_name: "Ann Vale" } };
  expect((await call(url, "PATCH", "/api/v1/users/me", renamed)).status).toBe(200);
  await say(anns, "Soon");
  await message(page, "Soon").waitFor();
  await page.clock.fastForward("11:00");
  await say(anns, "Later");
  await calledInRoom(page, "Ann Vale");
  await context.close();
});

/** In Ann's message, in the quote of it, and where Ben names her. */
async function calledInRoom(page: Page, name: string): Promise<void> {
  await page
    .getByRole("article", { name: "Who takes the minutes?" })
    .getByText(name, { exact: true })
    .first()
    .waitFor();
  const reply = page.getByRole("article", { name: "I do" });
  await reply.getByRole("button", { name: `${name} Who takes the minutes?` }).waitFor();
  await reply.getByText(`@${name}`, { exact: true }).waitFor();
}

function inSidebar(page: Page, name: string): Locator {
  return page.getByRole("navigation").getByTitle(name, { exact: true });
}

async function post(user: SomeUser, path: string, body: unknown) {
  const answer = await call(url, "POST", `/api/v1/${path}`, { token: user.token, body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
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
    await signIn(page, user.username);
    if ((await instanceOf(page)) !== instance) return page;
    await context.close();
  }
  throw new Error("no address is on another instance");
}
