import { crc32, deflateSync } from "node:zlib";
import type { Browser, BrowserContext, Locator, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { isFocused } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
const uploads = "**/api/v1/rooms/*/files?*";
let browser: Browser;
let ada: SomeUser;
let others: readonly SomeUser[];
let room: SomeRoom;
let other: SomeRoom;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ada = await someUser(url, "ada");
  others = [await someUser(url, "ben"), await someUser(url, "cleo")];
  other = await someRoom(url, ada);
}, 180_000);

beforeEach(async () => {
  room = await someRoom(url, ada, { members: others });
  await write(url, room, ada, "The first");
  ({ context, page } = await signedIn(browser, url, ada));
  await openRoom(page, room);
});

afterEach(() => context.close());
afterAll(() => browser?.close());

test("several files are chosen, each has its card, and Enter sends them without a word", async () => {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([picture("cat.png"), text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded", "uploaded"]);
  expect(await cards().nth(0).innerText()).toMatch(/cat.*\.png/s);
  expect(await cards().nth(1).innerText()).toMatch(/plan.*\.txt/s);
  expect(await isFocused(field())).toBe(true);
  expect(await violations(page)).toEqual([]);
  await looksOf("files-sending-1-cards");
  await field().press("Enter");
  await expect.poll(() => cards().count()).toBe(0);
  await expect
    .poll(() => lastMessage())
    .toMatchObject({
      content: "",
      attachments: [
        { name: "cat.png", content_type: "image/png", width: 8, height: 8 },
        { name: "plan.txt", size: 4 },
      ],
    });
  await page.locator("article[data-pending]").waitFor({ state: "detached" });
});

test("a picture is pasted beside a text, and goes with it", async () => {
  await field().fill("Look at this");
  await page.getByTestId("files").waitFor({ state: "attached" });
  await giveFiles(field(), "paste", [picture("image.png")]);
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await expect.poll(shownWidth).toBe(8);
  await field().press("Enter");
  await expect
    .poll(() => lastMessage())
    .toMatchObject({ content: "Look at this", attachments: [{ name: "image.png" }] });
});

test("files that are dragged over the room are taken, and it is said where they go; beside it they are not", async () => {
  const log = page.getByRole("log");
  await page.getByTestId("files").waitFor({ state: "attached" });
  await giveFiles(log, "dragover", [text("plan.txt")]);
  await page.getByTestId("drop").getByText(`your message in ${room.name}`).waitFor();
  await looksOf("files-sending-2-drop");
  await giveFiles(log, "drop", [text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded"]);
  expect(await page.getByTestId("drop").count()).toBe(0);
  const wasTaken = await giveFiles(page.getByRole("navigation").first(), "drop", [text("beside.txt")]);
  expect(wasTaken).toBe(true);
  expect(await cards().count()).toBe(1);
});

test("a message that is sent before its files are there goes once they are, unless one takes that back", async () => {
  const release = await hold();
  await choose([text("plan.txt")]);
  await field().fill("The plan");
  await field().press("Enter");
  await page.getByRole("status").getByText("The message goes out once its files are there.").waitFor();
  expect(await violations(page)).toEqual([]);
  await looksOf("files-sending-3-awaited");
  await page.getByRole("button", { name: "Do not send it yet" }).click();
  await field().press("Enter");
  release();
  await expect.poll(() => lastMessage()).toMatchObject({ content: "The plan", attachments: [{ name: "plan.txt" }] });
  await expect.poll(() => field().inputValue()).toBe("");
  expect(await cards().count()).toBe(0);
});

test("a message that waits for its files does not go with half of what one writes on", async () => {
  const release = await hold();
  await choose([text("plan.txt")]);
  await field().fill("The plan");
  await field().press("Enter");
  const awaited = page.getByText("The message goes out once");
  await awaited.waitFor();
  await field().press("End");
  await page.keyboard.type(" of");
  await awaited.waitFor({ state: "detached" });
  release();
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await page.keyboard.type(" it");
  await field().press("Enter");
  await expect
    .poll(() => lastMessage())
    .toMatchObject({ content: "The plan of it", attachments: [{ name: "plan.txt" }] });
});

test("a draft does not go without its files where what shows them has not come yet", async () => {
  await choose([text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await field().fill("The plan");
  const part = Promise.withResolvers<void>();
  let isAway = true;
  await page.route("**/composer-files*", async (route) => {
    if (isAway) return await route.abort();
    await part.promise;
    await route.continue();
  });
  await page.reload();
  await field().press("Enter");
  await page.getByText("could not be loaded").first().waitFor();
  expect(await field().inputValue()).toBe("The plan");
  isAway = false;
  await field().press("Enter");
  part.resolve();
  await expect.poll(() => lastMessage()).toMatchObject({ content: "The plan", attachments: [{ name: "plan.txt" }] });
  await expect.poll(() => field().inputValue()).toBe("");
});

test("who has sent it and gone to another room has sent it all the same", async () => {
  const release = await hold();
  await choose([text("plan.txt")]);
  await field().fill("The plan");
  await field().press("Enter");
  await page.getByText("The message goes out once").waitFor();
  await goTo(other);
  release();
  await expect.poll(() => lastMessage()).toMatchObject({ content: "The plan", attachments: [{ name: "plan.txt" }] });
  await goTo(room);
  expect([await field().inputValue(), await cards().count()]).toEqual(["", 0]);
});

test("what could not be uploaded says why, keeps the message back, and is tried again", async () => {
  let isAway = true;
  await page.route(uploads, (route) =>
    isAway
      ? route.fulfill({ status: 403, json: { code: "forbidden", detail: "You may not do that here" } })
      : route.continue(),
  );
  await choose([text("plan.txt")]);
  await cards().getByText("You may not do that here").waitFor();
  await page.getByRole("status").getByText("plan.txt could not be attached.").waitFor();
  await field().fill("The plan");
  await field().press("Enter");
  await page.getByRole("alert").getByText("Not all files are there.").waitFor();
  expect(await violations(page)).toEqual([]);
  await looksOf("files-sending-4-failed");
  isAway = false;
  await page.getByRole("button", { name: "Try again with plan.txt" }).click();
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await page.getByRole("status").getByText("plan.txt is attached.").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  await field().press("Enter");
  await expect.poll(() => lastMessage()).toMatchObject({ content: "The plan", attachments: [{ name: "plan.txt" }] });
});

test("what did not get to the server goes there by itself once it can be reached", async () => {
  await page.getByTestId("files").waitFor({ state: "attached" });
  await page.route(uploads, (route) => route.abort());
  await choose([text("plan.txt")]);
  await cards().getByText("The server cannot be reached.").waitFor();
  await page.unroute(uploads);
  await context.setOffline(true);
  await page.locator("[data-connection=waiting], [data-connection=connecting]").first().waitFor();
  await context.setOffline(false);
  await expect.poll(() => states(), { timeout: 30_000 }).toEqual(["uploaded"]);
});

test("a file that is too large for the server says so, and another as large does not go out at all", async () => {
  let asked = 0;
  page.on("request", (request) => void (asked += request.url().includes("/files?") ? 1 : 0));
  const large = { name: "film.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(27 * 1024 * 1024) };
  await choose([large]);
  await cards().getByText("Too large for this server").waitFor({ timeout: 60_000 });
  expect(await page.getByRole("button", { name: /^Try again/ }).count()).toBe(0);
  const before = asked;
  await choose([{ ...large, name: "another.bin" }]);
  await expect.poll(() => states()).toEqual(["failed", "failed"]);
  expect(asked).toBe(before);
});

test("a draft keeps its files over another room and a reload; one that is taken out is removed on the server", async () => {
  await choose([picture("cat.png"), text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded", "uploaded"]);
  await goTo(other);
  await inSidebar(room).getByText("draft, not sent").waitFor({ state: "attached" });
  expect(await cards().count()).toBe(0);
  await page.reload();
  await goTo(room);
  await expect.poll(() => states()).toEqual(["uploaded", "uploaded"]);
  await expect.poll(shownWidth).toBeGreaterThan(0);
  const removed = page.waitForResponse((response) => response.request().method() === "DELETE");
  await page.getByRole("button", { name: "Remove plan.txt" }).press("Enter");
  expect((await removed).status()).toBe(200);
  await expect.poll(() => isFocused(page.getByRole("button", { name: "Remove cat.png" }))).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => isFocused(field())).toBe(true);
  expect(await cards().count()).toBe(0);
});

test("what is kept of a draft and gone on the server is taken out, and said", async () => {
  await choose([text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded"]);
  const kept = await page.evaluate<string>(
    `localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(".files")))`,
  );
  const [{ id }] = JSON.parse(kept) as [{ id: string }];
  expect((await call(url, "DELETE", `/api/v1/files/${id}`, { token: ada.token })).status).toBe(200);
  await page.reload();
  await page.getByTestId("toast").getByText("A file that you had attached is not kept any more.").waitFor();
  expect(await cards().count()).toBe(0);
});

test("one that is on its way is broken off, and no more than ten are taken", async () => {
  await hold();
  await choose([..."abcdefghijkl"].map((letter) => text(`${letter}.txt`)));
  await page.getByRole("alert").getByText("2 were left out").waitFor();
  expect(await cards().count()).toBe(10);
  await looksOf("files-sending-5-ten");
  await page.getByRole("button", { name: "Do not attach a.txt" }).click();
  await expect.poll(() => cards().count()).toBe(9);
});

test("in a thread they go with the reply", async () => {
  const { seq } = await lastMessage();
  await page.getByRole("log").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("t");
  const panel = page.locator("[data-panel=thread]");
  const reply = panel.getByRole("textbox", { name: "Reply in thread" });
  await reply.waitFor();
  await panel.getByTestId("files").waitFor({ state: "attached" });
  await giveFiles(panel.getByRole("log"), "dragover", [text("plan.txt")]);
  await page.getByTestId("drop").getByText("your reply in the thread").waitFor();
  await looksOf("files-sending-6-thread");
  await giveFiles(panel.getByRole("log"), "drop", [text("plan.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await reply.press("Enter");
  await expect
    .poll(async () => {
      const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/messages/${seq}/thread`, { token: ada.token });
      return body.messages;
    })
    .toMatchObject([{ content: "", thread_seq: seq, attachments: [{ name: "plan.txt" }] }]);
});

test.each(["de", "ar"])("a phone in %s has it too", async (locale) => {
  await context.close();
  ({ context, page } = await signedIn(browser, url, ada, "phone"));
  await page.evaluate(`localStorage.setItem("hubbub.language", "${locale}")`);
  await openRoom(page, room);
  await choose([picture("cat.png"), text("محضر الاجتماع.txt"), text("Minutes of the meeting on Tuesday.txt")]);
  await expect.poll(() => states()).toEqual(["uploaded", "uploaded", "uploaded"]);
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  await looksOf(`files-sending-7-phone-${locale}`);
});

test("a message whose files waited for too long says so, and goes out with others; without a connection none is saved, and it is said", async () => {
  await page.getByTestId("files").waitFor({ state: "attached" });
  const uploaded = page.waitForResponse(uploads);
  await choose([text("plan.txt")]);
  const { id } = await (await uploaded).json();
  await expect.poll(() => states()).toEqual(["uploaded"]);
  await context.setOffline(true);
  await page.locator("[data-connection=waiting], [data-connection=connecting]").first().waitFor();
  await field().fill("The plan");
  await field().press("Enter");
  const pending = page.locator("article[data-pending]");
  await pending.getByText("Waiting for the connection").waitFor();
  // As the server does after a day.
  expect((await call(url, "DELETE", `/api/v1/files/${id}`, { token: ada.token })).status).toBe(200);
  await context.setOffline(false);
  await pending.getByText("Its files waited for too long").waitFor({ timeout: 30_000 });
  // Above them stands what shows files, which could not be had without a connection.
  expect((await pending.getByRole("button").allInnerTexts()).slice(-3)).toEqual([
    "Choose the files again",
    "Send the text alone",
    "Delete",
  ]);
  expect(await violations(page)).toEqual([]);
  await looksOf("files-sending-9-gone");
  await page.getByTestId("files-again").setInputFiles([text("newer.txt")]);
  await expect.poll(() => lastMessage()).toMatchObject({ content: "The plan", attachments: [{ name: "newer.txt" }] });
  await pending.waitFor({ state: "detached" });
  await context.setOffline(true);
  await page.locator("[data-connection=waiting], [data-connection=connecting]").first().waitFor();
  await page.getByRole("log").getByRole("link", { name: /newer/ }).click();
  await page.getByTestId("toast").getByText("Nothing can be downloaded now").waitFor();
  await looksOf("files-sending-10-offline");
});

test("one is asked before what waits for its files is lost, and told elsewhere where it does not go out", async () => {
  const stalled: Route[] = [];
  await page.getByTestId("files").waitFor({ state: "attached" });
  await page.route(uploads, (route) => void stalled.push(route));
  await choose([text("plan.txt")]);
  await field().fill("The plan");
  await field().press("Enter");
  await page.getByText("The message goes out once its files are there.").waitFor();
  await goTo(other);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const question = page.getByRole("dialog", { name: "Sign out with unsent messages?" });
  await question.getByText("1 message has not been sent.").waitFor();
  await question.getByRole("button", { name: "Stay signed in" }).click();
  await question.waitFor({ state: "detached" });
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await page.route(uploads, (route) => route.abort());
  for (const route of stalled) await route.abort();
  await page.getByTestId("toast").getByText(`Your message in ${room.name} was not sent`).waitFor({ timeout: 60_000 });
  await looksOf("files-sending-11-given-up");
});

/** As far as the tests know the page. */
interface Card {
  readonly dataset: { readonly file: string };
}
interface Image {
  readonly naturalWidth: number;
}
interface Target {
  dispatchEvent(event: unknown): boolean;
}
declare class DataTransfer {
  readonly items: { add(file: unknown): void };
}
declare const ClipboardEvent: new (type: string, init: object) => unknown;
declare const DragEvent: new (type: string, init: object) => unknown;

interface Given {
  readonly type: "paste" | "dragover" | "drop";
  readonly given: readonly { readonly name: string; readonly mimeType: string; readonly base64: string }[];
}

/** Runs in the page: answers whether the page took the event for itself. */
function give(element: Target, { type, given }: Given): boolean {
  const data = new DataTransfer();
  for (const { name, mimeType, base64 } of given) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: mimeType }));
  }
  const init = { bubbles: true, cancelable: true };
  return !element.dispatchEvent(
    type === "paste"
      ? new ClipboardEvent(type, { ...init, clipboardData: data })
      : new DragEvent(type, { ...init, dataTransfer: data }),
  );
}

function field(): Locator {
  return page.locator("#composer");
}

function cards(): Locator {
  return page.locator("form li[data-file]");
}

async function states(): Promise<readonly string[]> {
  return await cards().evaluateAll((cards: readonly Card[]) => cards.map(({ dataset }) => dataset.file));
}

/** The pixels of the first picture that a card shows. */
async function shownWidth(): Promise<number> {
  return await cards()
    .locator("img")
    .first()
    .evaluate(({ naturalWidth }: Image) => naturalWidth);
}

/** Chooses files, as one does with the dialog of the system. */
async function choose(files: readonly SomeFile[]): Promise<void> {
  await page.getByTestId("files").setInputFiles([...files]);
}

interface SomeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function text(name: string): SomeFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from("plan") };
}

/** 8 × 8 pixels of one colour. */
function picture(name: string): SomeFile {
  const rows = Buffer.concat(
    Array.from({ length: 8 }, () => Buffer.from([0, ...Array.from({ length: 24 }, () => 180)])),
  );
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const chunks = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return {
    name,
    mimeType: "image/png",
    buffer: Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]),
  };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** Pastes or drags files, as the browser tells the page of it; answers whether the page took the event for itself. */
async function giveFiles(
  onto: Locator,
  type: "paste" | "dragover" | "drop",
  files: readonly SomeFile[],
): Promise<boolean> {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") }));
  return await onto.evaluate(give, { type, given });
}

/** Uploads wait until what it answers with is called. */
async function hold(): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(uploads, (route) => promise.then(() => route.continue()).catch(() => undefined));
  return resolve;
}

async function lastMessage(): Promise<{ readonly seq: number }> {
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/messages`, { token: ada.token });
  return body.messages.at(-1);
}

function inSidebar({ name }: SomeRoom): Locator {
  return page.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}( |$)`) });
}

async function goTo(where: SomeRoom): Promise<void> {
  await inSidebar(where).click();
  await page.locator("[data-room-status=joined]").waitFor();
  await page.waitForURL(`**/rooms/${where.id}`);
}

async function looksOf(name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
