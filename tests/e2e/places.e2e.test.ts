import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { instanceOf, message, say } from "./support/chat-window.ts";
import { isFocused } from "./support/in-page.ts";
import { onAnother } from "./support/on-another.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";

const url = inject("url");
const lines = 300;
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let stranger: SomeUser;
let room: SomeRoom;
/** Where the first line is in the log. */
let firstSeq: number;
let page: Page;
let adas: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben, stranger] = await Promise.all([someUser(url, "ada"), someUser(url, "ben"), someUser(url, "cleo")]);
  room = await someRoom(url, ada, { type: "private", members: [ben] });
  await write(url, room, ada, ...Array.from({ length: lines }, (_, n) => `line ${n + 1}`));
  const { body } = await call(url, "GET", `/api/v1/rooms/${room.id}/messages?after_seq=0&limit=1`, {
    token: ben.token,
  });
  firstSeq = body.messages[0].seq;
  ({ page: adas } = await signedIn(browser, url, ada));
  await openRoom(adas, room);
  page = await onAnother(browser, url, await instanceOf(adas), ben);
});

afterAll(() => browser?.close());

describe("where one left off reading", () => {
  test("is where a room opens, and what one sees is read, on another instance too", async () => {
    await readUpTo(100);
    await openRoom(page, room);
    await page.getByRole("separator", { name: "New" }).waitFor();
    await expect.poll(() => inSight(page)).toContain(101);
    await page.getByText(/^\d+ new$/).waitFor();
    await page.getByRole("button", { name: "Mark read" }).waitFor();
    await screenshot(page, "places-first-unread");
    await expect.poll(lastRead).toBe((await inSight(page)).at(-1));
    const seen = await lastRead();
    await expect
      .poll(async () => {
        await scrollBy(page, 300);
        return lastRead();
      })
      .toBeGreaterThan(seen + 40);
    expect(await lastRead()).toBeLessThanOrEqual((await inSight(page)).at(-1) ?? 0);
  });

  test("is not lost by a jump to the newest, and the way back leads there", async () => {
    await readUpTo(100);
    await openRoom(page, room);
    await expect.poll(() => inSight(page)).toContain(101);
    await expect.poll(lastRead).toBeGreaterThan(101);
    const [before, place] = [await lastRead(), (await inSight(page))[0]];
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await expect.poll(() => inSight(page)).toContain(lines);
    await call(url, "POST", `/api/v1/rooms/${room.id}/messages`, {
      token: ada.token,
      body: { content: "and one more" },
    });
    await message(page, "and one more").waitFor();
    await screenshot(page, "places-jumped");
    await page.getByRole("button", { name: "Back to where you were" }).click();
    await expect.poll(async () => (await inSight(page))[0]).toBe(place);
    expect(await lastRead()).toBe(before);
    await page.keyboard.press("Escape");
    await page.getByRole("separator", { name: "New" }).waitFor({ state: "detached" });
    await page.getByText(/^\d+ new$/).waitFor({ state: "detached" });
    await expect.poll(lastRead).toBe(lines + 1);
  });

  test("is a press on the number of what is new away, from below and from above", async () => {
    await readUpTo(100);
    await openRoom(page, room);
    await expect.poll(() => inSight(page)).toContain(101);
    await expect.poll(lastRead).toBeGreaterThan(101);
    const count = page.getByRole("button", { name: /^\d+ new$/ });
    await page.getByText(/^\d+ new$/).waitFor();
    expect(await count.count()).toBe(0);
    const first = (await lastRead()) + 1;
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await expect.poll(() => inSight(page)).toContain(lines);
    await count.waitFor();
    await screenshot(page, "places-new-elsewhere");
    await count.click();
    await expect.poll(async () => (await inSight(page))[0]).toBe(first);
    await expect.poll(lastRead).toBeGreaterThan(first);
    await page.goto(`/rooms/${room.id}/messages/${seqOf(20)}`);
    await expect.poll(() => inSight(page)).toContain(20);
    const next = (await lastRead()) + 1;
    await count.click();
    await expect.poll(async () => (await inSight(page))[0]).toBe(next);
    await page.getByRole("button", { name: "Back to where you were" }).click();
    await expect.poll(() => inSight(page)).toContain(20);
  });

  test("is left for the newest by what one writes, and all is read", async () => {
    await readUpTo(100);
    await openRoom(page, room);
    await expect.poll(() => inSight(page)).toContain(101);
    await say(page, "my word on it");
    await message(page, "my word on it").waitFor();
    await expect.poll(() => inSight(page)).toContain(lines + 2);
    await expect.poll(lastRead).toBe(lines + 2);
  });

  test("is passed by nothing unseen: a mention among 130 messages counts until it was in sight", async () => {
    const busy = await someRoom(url, ada, { members: [ben] });
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, n) => `busy line ${from + n}`);
    await write(url, busy, ada, ...numbered(1, 70), `look here, @${ben.username}`, ...numbered(72, 130));
    const mentions = async () => {
      const { body } = await call(url, "GET", "/api/v1/users/me/rooms", { token: ben.token });
      return body.rooms.find(({ id }: { id: number }) => id === busy.id).mention_count;
    };
    await openRoom(page, busy);
    await message(page, "busy line 1").waitFor();
    expect(await mentions()).toBe(1);
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await message(page, "busy line 130").waitFor();
    expect(await mentions()).toBe(1);
    await page.getByRole("button", { name: "Back to where you were" }).click();
    const mention = page.getByRole("log").getByText("look here");
    await expect
      .poll(async () => {
        expect(await mentions()).toBe(1);
        await scrollBy(page, 400);
        return mention.isVisible();
      })
      .toBe(true);
    await mention.scrollIntoViewIfNeeded();
    await expect.poll(mentions).toBe(0);
  });

  test("is where a room opens on a phone", async () => {
    await readUpTo(100);
    const { page: phone, context } = await signedIn(browser, url, ben, "phone");
    await openRoom(phone, room);
    await expect.poll(() => inSight(phone)).toContain(101);
    await screenshot(phone, "places-phone");
    await phone.getByText(/^\d+ new$/).waitFor();
    await phone.getByRole("button", { name: "Jump to newest" }).tap();
    await expect.poll(() => inSight(phone)).toContain(lines);
    await phone.getByRole("button", { name: "Back to where you were" }).tap();
    await expect.poll(() => inSight(phone)).toContain(101);
    await context.close();
  });
});

describe("a message's address", () => {
  test("leads to it, which stands out, and both ways on from there", async () => {
    await page.goto(`/rooms/${room.id}/messages/${seqOf(150)}`);
    await page.locator(`article[data-seq="${seqOf(150)}"][aria-current=location]`).waitFor();
    expect(await inSight(page)).toContain(150);
    await screenshot(page, "places-permalink");
    await page.locator("[aria-current=location]").waitFor({ state: "detached" });
    for (const [by, line] of [
      [-2_000, 60],
      [2_000, 240],
    ] as const) {
      await expect
        .poll(async () => {
          await scrollBy(page, by);
          return Math.abs(((await inSight(page))[0] ?? 0) - line) < 45;
        })
        .toBe(true);
    }
    const shown = await inSight(page);
    expect(shown).toEqual(shown.map((_, n) => (shown[0] ?? 0) + n));
    await page.getByRole("button", { name: "Jump to newest" }).click();
    await expect.poll(() => inSight(page)).toContain(lines);
    expect(new URL(page.url()).pathname).toBe(`/rooms/${room.id}`);
  });

  test("leads there in the same window where it stands in a message", async () => {
    const link = `${new URL(page.url()).origin}/rooms/${room.id}/messages/${seqOf(40)}`;
    const path = `/api/v1/rooms/${room.id}/messages`;
    const { body } = await call(url, "POST", path, { token: ada.token, body: { content: `see ${link}` } });
    await page.goto(`/rooms/${room.id}/messages/${body.seq}`);
    await page.locator(`article[data-seq="${body.seq}"][aria-current=location]`).waitFor();
    await page.getByRole("log").getByRole("link", { name: link }).click();
    await page.locator(`article[data-seq="${seqOf(40)}"][aria-current=location]`).waitFor();
    expect(page.context().pages()).toHaveLength(1);
    await page.getByRole("button", { name: "Back to where you were" }).click();
    await page.getByRole("log").getByRole("link", { name: link }).waitFor();
  });

  test("of what is no message leads to the nearest, and says so", async () => {
    await page.goto(`/rooms/${room.id}/messages/999999`);
    await page.getByText("This is the nearest.").waitFor();
    await expect.poll(() => inSight(page)).toContain(lines);
  });

  test("of what was deleted leads to where it was", async () => {
    await call(url, "DELETE", `/api/v1/rooms/${room.id}/messages/${seqOf(30)}`, { token: ada.token });
    await page.goto(`/rooms/${room.id}/messages/${seqOf(30)}`);
    const place = page.locator(`article[data-seq="${seqOf(30)}"][aria-current=location]`);
    await place.getByText("This message was deleted").waitFor();
    expect(await inSight(page)).toContain(30);
  });

  test("shows nothing to those who may not see the room", async () => {
    const { page: other, context } = await signedIn(browser, url, stranger);
    await other.goto(`/rooms/${room.id}/messages/${seqOf(150)}`);
    await other.getByRole("heading", { name: "There is no such room" }).waitFor();
    expect(await other.getByRole("log").count()).toBe(0);
    await context.close();
  });
});

test("another day is a click on the day away, and so is the first message", async () => {
  await openRoom(page, room);
  await page
    .getByRole("button", { name: "Jump to newest" })
    .or(message(page, `line ${lines}`))
    .first()
    .waitFor();
  await page.goto(`/rooms/${room.id}/messages/${seqOf(1)}`);
  const day = page.getByRole("button", { name: /jump to another day/ }).first();
  await expect.poll(() => inSight(page)).toContain(1);
  await day.click();
  await screenshot(page, "places-days");
  await page.getByLabel("Date").fill("2020-01-01");
  await page.getByRole("button", { name: "Go" }).click();
  await expect.poll(() => inSight(page)).toContain(1);
  await page.getByRole("button", { name: "Jump to newest" }).click();
  await expect.poll(() => inSight(page)).toContain(lines);
  await page.getByRole("button", { name: "Back to where you were" }).click();
  await expect.poll(() => inSight(page)).toContain(1);
  await day.click();
  await page.getByRole("menuitem", { name: "Today" }).click();
  await expect.poll(() => inSight(page)).toContain(1);
});

describe("another day", () => {
  test("is also in the room's menu, wherever one is in the room", async () => {
    await openRoom(page, room);
    await page.goto(`/rooms/${room.id}/messages/${seqOf(150)}`);
    await expect.poll(() => inSight(page)).toContain(150);
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: "Jump to a day" }).click();
    const days = page.getByRole("dialog", { name: "Jump to a day" });
    await expect.poll(() => isFocused(days.getByRole("menuitem", { name: "Today" }))).toBe(true);
    await screenshot(page, "places-days-of-room");
    await page.keyboard.press("Escape");
    await days.waitFor({ state: "detached" });
    await expect.poll(() => isFocused(page.getByRole("button", { name: "Room menu" }))).toBe(true);
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Jump to a day" }).press("Enter");
    await days.getByRole("menuitem", { name: "First message" }).press("Enter");
    await expect.poll(() => inSight(page)).toContain(1);
  });

  test("is in the menu of a direct conversation, before what concerns the other", async () => {
    const { body } = await call(url, "POST", `/api/v1/users/${ada.id}/dm`, { token: ben.token, body: {} });
    await write(url, body, ben, "only for you");
    await openRoom(page, body);
    await message(page, "only for you").waitFor();
    await page.getByRole("button", { name: `More about ${ada.username}` }).click();
    await page.getByRole("menuitem", { name: "Jump to a day" }).waitFor();
    await screenshot(page, "places-days-of-direct");
    await page.getByRole("menuitem", { name: "Jump to a day" }).click();
    await page.getByRole("menuitem", { name: "First message" }).click();
    await page.getByRole("button", { name: "Back to where you were" }).waitFor();
    expect(await message(page, "only for you").isVisible()).toBe(true);
  });

  test("is a sheet on a phone", async () => {
    const { page: phone, context } = await signedIn(browser, url, ben, "phone");
    await phone.goto(`/rooms/${room.id}/messages/${seqOf(150)}`);
    await expect.poll(() => inSight(phone)).toContain(150);
    await phone.getByRole("button", { name: "Room menu" }).tap();
    await phone.getByRole("menuitem", { name: "Jump to a day" }).tap();
    await phone.getByRole("menuitem", { name: "First message" }).waitFor();
    await screenshot(phone, "places-days-phone");
    await phone.getByRole("menuitem", { name: "First message" }).tap();
    await expect.poll(() => inSight(phone)).toContain(1);
    await context.close();
  });
});

function seqOf(line: number): number {
  return firstSeq + line - 1;
}

/** Which line ben has read last. */
async function lastRead(): Promise<number> {
  const { body } = await call(url, "GET", "/api/v1/users/me/rooms", { token: ben.token });
  const mine = body.rooms.find(({ id }: { id: number }) => id === room.id);
  return mine.last_read_seq - firstSeq + 1;
}

/** ben has read so many lines, and no more: he is away meanwhile. */
async function readUpTo(line: number): Promise<void> {
  await page.goto("/browse");
  await expect
    .poll(async () => {
      await call(url, "POST", `/api/v1/rooms/${room.id}/read`, { token: ben.token, body: { seq: seqOf(line) } });
      if ((await lastRead()) > line) {
        await call(url, "POST", `/api/v1/rooms/${room.id}/unread`, {
          token: ben.token,
          body: { seq: seqOf(line + 1) },
        });
      }
      return lastRead();
    })
    .toBe(line);
}

/** The lines that are all on the screen. */
async function inSight(window: Page): Promise<number[]> {
  const seqs = await window.evaluate<number[]>(`{
    const log = document.querySelector("[role=log]")?.getBoundingClientRect();
    log === undefined ? [] : [...document.querySelectorAll("article[data-seq]")]
      .filter((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top >= log.top - 1 && bottom <= log.bottom + 1;
      })
      .map((one) => Number(one.dataset.seq));
  }`);
  return seqs.map((seq) => seq - firstSeq + 1);
}

async function scrollBy(window: Page, pixels: number): Promise<void> {
  await window.getByRole("log").hover();
  await window.mouse.wheel(0, pixels);
  await window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
}
