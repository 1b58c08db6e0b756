import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf } from "./support/chat-window.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom } from "./support/some-room.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let adas: Page;
let bens: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  room = await someRoom(url, ada, { type: "private", members: [ben] });
  adas = (await signedIn(browser, url, ada)).page;
  bens = await onAnother(browser, url, await instanceOf(adas), ben);
  await openRoom(adas, room);
  await openRoom(bens, room);
}, 120_000);

afterAll(() => browser?.close());

test.each([
  ["Japanese", "東京駅の近くの猫です。", "猫", "#3a6ea5"],
  ["German", "Die Katzen schlafen in der Straße vor dem Haus.", "katze strasse", "#6ea53a"],
  ["Arabic", "هذه القطة تنام في الشمس", "القطة", "#a53a6e"],
])(
  "two people on two instances share a picture and find it by a word of its caption in %s",
  async (language, caption, word, colour) => {
    await shares(adas, caption, `cat-${language}.jpg`, colour);
    const shown = bens.getByRole("log").getByRole("img", { name: `cat-${language}.jpg` });
    await shown.waitFor();
    await expect.poll(() => isLoaded(shown)).toBe(true);

    // The index is a moment behind.
    await expect.poll(() => foundOverRest(word), { timeout: 15_000 }).toEqual([caption]);
    await bens.keyboard.press("Control+f");
    const field = bens.getByRole("combobox", { name: "Search messages" });
    await field.fill(`${word} has:image`);
    const found = bens.getByRole("listbox", { name: "Messages that were found" }).getByRole("option");
    await found.filter({ hasText: caption.slice(0, 5) }).waitFor();
    await screenshot(bens, `share-and-find-${language}`);
    await field.press("Escape");
  },
);

async function foundOverRest(word: string): Promise<readonly string[]> {
  const q = encodeURIComponent(`${word} has:image`);
  const { body } = await call(url, "GET", `/api/v1/messages/search?q=${q}&room_id=${room.id}`, { token: ben.token });
  return body.results.map(({ message }: { message: { content: string } }) => message.content);
}

async function shares(page: Page, caption: string, name: string, background: string): Promise<void> {
  const buffer = await sharp({ create: { width: 1_200, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const field = page.locator("#composer");
  await field.fill(caption);
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator("form:has(#composer)").locator("button").first().click(),
  ]);
  await chooser.setFiles({ name, mimeType: "image/jpeg", buffer });
  await field.press("Enter");
}

function isLoaded(picture: Locator): Promise<boolean> {
  return picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0);
}
