import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom } from "./support/some-room.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let cleo: SomeUser;
let room: SomeRoom;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben, cleo] = [await someUser(url, "ada"), await someUser(url, "ben"), await someUser(url, "cleo")];
  room = await someRoom(url, ada, { members: [ben, cleo] });
  page = (await signedIn(browser, url, ada)).page;
}, 180_000);

afterAll(() => browser?.close());

test("whoever makes someone an owner is asked first, with the name and what it means", async () => {
  await openRoom(page, room);
  await manage(ben, "Make owner");
  const question = page.getByRole("dialog", { name: `Make ${ben.username} an owner?` });
  await question.getByText(`${ben.username} can then do in ${room.name} all that you can`).waitFor();
  await screenshot(page, "asks-1-owner");
  await question.getByRole("button", { name: "Not now" }).click();
  await question.waitFor({ state: "detached" });
  expect(await roleOf(ben)).toBe("member");

  await manage(ben, "Make owner");
  await question.getByRole("button", { name: "Make owner" }).click();
  await page.getByRole("log").getByText(`You made ${ben.username} an owner`).waitFor();
  expect(await roleOf(ben)).toBe("owner");
});

test("whoever gives up being an owner is asked too; what an owner can take back is done at once", async () => {
  await openRoom(page, room);
  await manage(ada, "Make member");
  const question = page.getByRole("dialog", { name: "Give up being an owner?" });
  await question.getByText("Only another owner can make you one again.").waitFor();
  await question.getByRole("button", { name: "Stay an owner" }).click();
  expect(await roleOf(ada)).toBe("owner");
  await manage(cleo, "Make admin");
  await page.getByRole("log").getByText(`You made ${cleo.username} an admin`).waitFor();
});

test("who was removed is told by whom, as everybody is, also where that person is not here", async () => {
  const dora = await someUser(url, "dora");
  const role = { token: ada.token, body: { role: "admin" } };
  await call(url, "PATCH", `/api/v1/rooms/${room.id}/members/${cleo.id}`, role);
  await openRoom(page, room);
  for (const [method, path, body] of [
    ["POST", "", { user_id: dora.id }],
    ["DELETE", `/${dora.id}`, undefined],
  ] as const) {
    const { status } = await call(url, method, `/api/v1/rooms/${room.id}/members${path}`, { token: cleo.token, body });
    expect(status).toBe(200);
  }
  await page.getByRole("log").getByText(`${cleo.username} added ${dora.username}`).waitFor();
  await page.getByRole("log").getByText(`${cleo.username} removed ${dora.username}`).waitFor();
});

test("a new account is told that its username stays", async () => {
  const { page: newcomer, context } = await openWindow(browser, url, "10.1.1.1");
  await newcomer.goto("/sign-up");
  const note = await newcomer.getByLabel("Username").getAttribute("aria-describedby");
  expect(await newcomer.locator(`[id="${note}"]`).innerText()).toBe("What others see. You cannot change it later.");
  await context.close();
});

test("an address without a room says so in the title and the heading, and leads elsewhere", async () => {
  await page.goto("/rooms/999999999");
  await page.getByRole("heading", { level: 1, name: "There is no such room" }).waitFor();
  await expect.poll(() => page.title()).toBe("There is no such room · hubbub");
  expect(await page.getByRole("main").locator("header").count()).toBe(0);
  await screenshot(page, "asks-2-no-room");
  await page.getByRole("button", { name: "Go to your rooms" }).click();
  await page.locator("[data-room-status=joined]").waitFor();
  expect(await page.title()).not.toContain("no such room");
});

test("the connection line comes as soon as the network is gone, and stays until the server has answered", async () => {
  await openRoom(page, room);
  const line = page.getByTestId("connection");
  await page.context().setOffline(true);
  // A silent connection alone is found after 35 s.
  await line.getByText(/Connection lost/).waitFor({ timeout: 5_000 });
  await page.evaluate("dispatchEvent(new Event('online'))");
  await line.getByText(/Trying again/).waitFor();
  await page.locator("[data-connection=waiting]").waitFor();
  expect(await line.isVisible()).toBe(true);
  await page.context().setOffline(false);
  await line.waitFor({ state: "detached" });
  await page.locator("[data-room-status=joined]").waitFor();
});

async function manage(user: SomeUser, item: string): Promise<void> {
  const people = page.getByRole("complementary", { name: "People" });
  await people.getByText(user.username).hover();
  await people.getByRole("button", { name: `More about ${user.username}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function roleOf(user: SomeUser): Promise<string> {
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/members`, { token: ada.token });
  return body.members.find((member: { user_id: number }) => member.user_id === user.id).role;
}
