import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { boxOf, isFocused } from "./support/in-page.ts";
import { longPress, rowOf } from "./support/message-row.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { share, somePicture, someSound } from "./support/some-files.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
const code = Array.from({ length: 60 }, (_, at) => `export const step${at} = ${at};`).join("\n");
let browser: Browser;
let ann: SomeUser;
let ben: SomeUser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ann, ben] = [await someUser(url, "ann"), await someUser(url, "ben")];
  page = (await signedIn(browser, url, ann)).page;
}, 180_000);
afterAll(() => browser?.close());

describe("a picture", () => {
  let room: SomeRoom;

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    await write(url, room, ben, "Before");
    await share(url, room, ben, "The harbour", [["harbour.png", somePicture(800, 500)]]);
    await write(url, room, ben, "After");
  });

  test("has its place before it is there: nothing moves when it comes", async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/files/**/harbour.png?*", async (route) => {
      await held;
      await route.continue();
    });
    await openRoom(page, room);
    await picture(page, "harbour.png").waitFor({ state: "attached" });
    const places = () => Promise.all(["Before", "After", "The harbour"].map((text) => boxOf(message(page, text))));
    const before = await places();
    const { width, height } = await boxOf(picture(page, "harbour.png"));
    expect([Math.round(width), Math.round(height)]).toEqual([398, 248]);
    release();
    await loaded(picture(page, "harbour.png"));
    expect(await places()).toEqual(before);
    await page.unroute("**/files/**/harbour.png?*");
    expect(await violations(page)).toEqual([]);
    await looksOf(page, "files-1-one");
  });

  test("stands above what is said of it, and is read out by its name", async () => {
    const [above, below] = [await boxOf(picture(page, "harbour.png")), await boxOf(message(page, "The harbour"))];
    expect(above.y + above.height).toBeLessThan(below.y);
    await page.getByRole("article", { name: /harbour\.png.*The harbour/ }).waitFor();
  });

  test("that has just come is shown as well, though frames have no links", async () => {
    await share(url, room, ben, "", [["late.png", somePicture(300, 200)]]);
    await expect.poll(() => isLoaded(picture(page, "late.png"))).toBe(true);
  });

  test("stays while one edits what is said of it", async () => {
    await share(url, room, ann, "The harbor", [["mine.png", somePicture(300, 200)]]);
    await loaded(picture(page, "mine.png"));
    await rowOf(page, "The harbor").focus();
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Edit message" }).fill("My harbour");
    expect(await isLoaded(picture(page, "mine.png"))).toBe(true);
    await page.keyboard.press("Enter");
    await rowOf(page, "My harbour").getByText("edited").waitFor();
    expect(await isLoaded(picture(page, "mine.png"))).toBe(true);
  });

  test("stays as it is when its link is renewed in time", async () => {
    let asked = 0;
    await page.route("**/api/v1/files/links", async (route) => {
      const { ids } = route.request().postDataJSON() as { readonly ids: readonly string[] };
      asked += 1;
      // The renewal is due a minute before the end.
      const end = Math.floor((await serverNowMs()) / 1_000) + 63;
      const query = `?e=${end}&asked=${asked}`;
      const links = ids.map((id) => ({
        id,
        url: `/files/${id}/soon.png${query}`,
        thumbnail_url: `/files/${id}/soon.png${query}`,
      }));
      await route.fulfill({ json: { links } });
    });
    await page.route("**/files/**/soon.png?*", (route) =>
      route.fulfill({ body: Buffer.from(somePicture(300, 200)), contentType: "image/png" }),
    );
    await share(url, room, ben, "", [["soon.png", somePicture(300, 200)]]);
    await loaded(picture(page, "soon.png"));
    const before = await picture(page, "soon.png").getAttribute("src");
    await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(1);
    expect(await picture(page, "soon.png").getAttribute("src")).toBe(before);
    await page.unroute("**/api/v1/files/links");
    await page.unroute("**/files/**/soon.png?*");
  });

  test("that cannot be loaded is a file like others", async () => {
    await page.route("**/files/**/broken.png?*", (route) => route.fulfill({ status: 404, body: "No" }));
    await share(url, room, ben, "", [["broken.png", somePicture(300, 200)]]);
    await card(page, "broken.png").waitFor();
    expect(await picture(page, "broken.png").count()).toBe(0);
    expect(await card(page, "broken.png").innerText()).toMatch(/Picture, \d+/);
    await page.unroute("**/files/**/broken.png?*");
  });

  test("of a deleted message goes for everybody", async () => {
    const { seq } = await share(url, room, ben, "", [["mistake.png", somePicture(300, 200)]]);
    await picture(page, "mistake.png").waitFor();
    await call(url, "DELETE", `/api/v1/rooms/${room.id}/messages/${seq}`, { token: ben.token });
    await expect.poll(() => picture(page, "mistake.png").count()).toBe(0);
  });
});

test.each([
  [1, 1, []],
  [2, 2, []],
  [3, 3, []],
  [4, 4, []],
  [6, 4, ["+3"]],
])("of %i pictures %i are shown, and how many there are besides", async (count, shown, more) => {
  const room = await someRoom(url, ann);
  await share(url, room, ann, "All of them", numbered(count));
  await openRoom(page, room);
  const row = rowOf(page, "All of them");
  await expect.poll(() => row.getByRole("img").count()).toBe(shown);
  expect(await row.getByText(/^\+\d+$/).allInnerTexts()).toEqual(more);
  await loaded(row.getByRole("img").last());
  const boxes = await Promise.all((await row.getByRole("img").all()).map(boxOf));
  for (const [at, box] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) expect(overlap(box, other), JSON.stringify(boxes)).toBe(false);
  }
  await screenshot(page, `files-2-${count}`);
});

describe("shown large", () => {
  let opener: Locator;

  beforeAll(async () => {
    const room = await someRoom(url, ann);
    await share(url, room, ann, "Three of them", numbered(3));
    await openRoom(page, room);
    opener = rowOf(page, "Three of them").getByRole("button", { name: "number-2.png" });
  });

  test("pictures follow each other by the keys, and the focus comes back", async () => {
    await opener.focus();
    await page.keyboard.press("Enter");
    await shows("number-2.png");
    await lightbox(page).getByText("2 of 3", { exact: true }).waitFor();
    await lightbox(page).getByText(ann.username).waitFor();
    for (const [key, name] of [
      ["ArrowRight", "number-3.png"],
      ["ArrowRight", "number-3.png"],
      ["ArrowLeft", "number-2.png"],
      ["Home", "number-1.png"],
      ["End", "number-3.png"],
    ] as const) {
      await page.keyboard.press(key);
      await shows(name);
    }
    // A button at the end has led there, and keeps the keys.
    await page.keyboard.press("ArrowLeft");
    await lightbox(page).getByRole("button", { name: "Next picture" }).press("Enter");
    await shows("number-3.png");
    await page.keyboard.press("ArrowLeft");
    await shows("number-2.png");
    await page.keyboard.press("End");
    await shows("number-3.png");
    expect(await violations(page)).toEqual([]);
    await looksOf(page, "files-3-lightbox");
    await page.keyboard.press("Escape");
    await lightbox(page).waitFor({ state: "detached" });
    expect(await isFocused(opener)).toBe(true);
  });

  test("a question mark tells the keys, and Esc first puts that away", async () => {
    await opener.click();
    await page.keyboard.press("?");
    await lightbox(page).getByText("First and last").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await lightbox(page).getByText("First and last").waitFor({ state: "detached" });
    await shows("number-2.png");
    await page.keyboard.press("Escape");
    await lightbox(page).waitFor({ state: "detached" });
  });

  test("a double click enlarges what is under it, and the next one shows it all again", async () => {
    await opener.click();
    const large = lightbox(page).getByRole("img", { name: "number-2.png" });
    await loaded(large);
    const { x, y, width, height } = await boxOf(large);
    await page.mouse.dblclick(x + width * 0.75, y + height / 2);
    await expect.poll(async () => Math.round((await boxOf(large)).width / width)).toBe(3);
    const enlarged = await boxOf(large);
    expect(Math.abs(x + width * 0.75 - (enlarged.x + enlarged.width * 0.75))).toBeLessThan(3);
    await page.mouse.dblclick(x + width * 0.75, y + height / 2);
    await expect.poll(async () => Math.round((await boxOf(large)).width)).toBe(Math.round(width));
    await page.keyboard.press("Escape");
  });

  test("a picture is saved under its own name", async () => {
    await opener.click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      lightbox(page).getByRole("link", { name: "Download" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("number-2.png");
    expect(await download.failure()).toBeNull();
    await lightbox(page).getByRole("button", { name: "Close" }).click();
    await lightbox(page).waitFor({ state: "detached" });
  });
});

describe("other files", () => {
  let room: SomeRoom;

  beforeAll(async () => {
    room = await someRoom(url, ann);
    await share(url, room, ann, "Of all kinds", [
      ["steps.ts", code],
      ["tone.wav", someSound(2)],
      ["notes.txt", "Only\ntwo lines\n"],
      ["Minutes of the meeting on Tuesday about all that we have ever planned together.bin", Buffer.from([0, 1, 2])],
      ["محضر الاجتماع الأسبوعي.bin", Buffer.from([0, 1, 2])],
      ["photo\u202Egnp.exe", Buffer.from([0, 1, 2])],
    ]);
    await openRoom(page, room);
  });

  test("are told by what is in them and how large they are, and saved by a press", async () => {
    expect(await card(page, "tone.wav").innerText()).toContain("Audio, 16 kB");
    expect(await card(page, "notes.txt").innerText()).toContain("Text, 15 bytes");
    const [download] = await Promise.all([page.waitForEvent("download"), card(page, "notes.txt").click()]);
    expect(download.suggestedFilename()).toBe("notes.txt");
    expect(await download.failure()).toBeNull();
  });

  test("with a long name show how it ends, and nothing disguises that", async () => {
    for (const [name, end] of [
      ["Minutes of the meeting", ".bin"],
      ["محضر الاجتماع الأسبوعي", ".bin"],
      ["photognp", ".exe"],
    ] as const) {
      const box = await boxOf(card(page, name));
      const ending = await boxOf(
        card(page, name)
          .getByText(new RegExp(`^\\S{0,6}${end}$`))
          .first(),
      );
      expect(ending.width).toBeGreaterThan(10);
      expect(ending.x).toBeGreaterThan(box.x);
      expect(ending.x + ending.width).toBeLessThan(box.x + box.width);
    }
    expect(await card(page, "photognp").innerText()).not.toContain("\u202E");
  });

  test("that are texts show how they begin, and more of it when asked", async () => {
    const beginning = page.getByRole("group", { name: "Beginning of steps.ts" });
    await beginning.getByText("step19 = 19").waitFor();
    expect(await beginning.getByText("step20 = 20").count()).toBe(0);
    await expect.poll(() => beginning.locator(".font-bold").first().innerText()).toBe("export");
    await beginning.getByRole("button", { name: "Show more" }).click();
    await beginning.getByText("step59 = 59").waitFor();
    expect(await violations(page)).toEqual([]);
    await beginning.getByRole("button", { name: "Show less" }).click();
    expect(await beginning.getByText("step20 = 20").count()).toBe(0);
    const short = page.getByRole("group", { name: "Beginning of notes.txt" });
    await short.getByText("two lines").waitFor();
    expect(await short.getByRole("button", { name: "Show more" }).count()).toBe(0);
    await looksOf(page, "files-4-others");
  });

  test("that sound are played where they stand", async () => {
    const player = page.locator("audio");
    await player.scrollIntoViewIfNeeded();
    await expect.poll(() => player.evaluate(({ duration }: { duration: number }) => duration)).toBe(2);
  });
});

describe("what stands for a message without words", () => {
  let room: SomeRoom;

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    const { seq } = await share(url, room, ann, "", [["cat.png", somePicture(300, 200)]]);
    await share(url, room, ann, "", [
      ["one.bin", Buffer.from([0, 1])],
      ["two.bin", Buffer.from([0, 2])],
    ]);
    const path = `/api/v1/rooms/${room.id}/messages`;
    await call(url, "POST", path, { token: ben.token, body: { content: "What a cat", reply_to: seq } });
    await openRoom(page, room);
  });

  test("in a quote is its picture by name", async () => {
    const quote = rowOf(page, "What a cat").getByRole("button", { name: ann.username });
    await expect.poll(() => quote.innerText()).toContain("Picture: cat.png");
  });

  test("where one answers it is what it brings", async () => {
    await rowOf(page, "one.bin").focus();
    await page.keyboard.press("r");
    const line = page.getByRole("status").filter({ hasText: "Replying" });
    await expect.poll(() => line.innerText()).toContain("2 files");
    await page.getByRole("button", { name: "Do not reply" }).click();
  });

  test("where one deletes it is said too, and that the files go with it", async () => {
    await rowOf(page, "one.bin").focus();
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog", { name: "Delete this message?" });
    await dialog.getByText("2 files", { exact: true }).waitFor();
    expect(await dialog.innerText()).toContain("and its files with it");
    await page.keyboard.press("Escape");
  });
});

test("who looks for files finds them by what they are", async () => {
  const room = await someRoom(url, ann);
  await share(url, room, ann, "", [["harvest.png", somePicture(300, 200)]]);
  await share(url, room, ann, "The plan for the harvest", [["plan.txt", "Sow, then reap"]]);
  const query = `q=has:file+in:${room.name}`;
  const found = async () => (await call(url, "GET", `/api/v1/messages/search?${query}`, { token: ann.token })).body;
  await expect.poll(async () => (await found()).results.length).toBe(2);
  await page.goto(`/rooms/${room.id}/search?${query}`);
  const results = page.getByRole("listbox", { name: "Messages that were found" }).getByRole("option");
  await expect.poll(() => results.count()).toBe(2);
  expect(await results.nth(0).innerText()).toContain("File: plan.txt");
  expect(await results.nth(1).innerText()).toContain("Picture: harvest.png");
});

describe("the files of a room", () => {
  let room: SomeRoom;
  const panel = () => page.getByRole("complementary", { name: "Files" });
  const opener = () => page.getByRole("button", { name: "Files", exact: true });

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    await openRoom(page, room);
  });

  test("an empty list says what will stand there", async () => {
    await opener().click();
    await panel().getByRole("heading", { name: "No files yet" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test("what comes and goes while it is open does so there", async () => {
    await share(url, room, ben, "A plan", [["plan.txt", "Build, then ship"]]);
    await item("plan.txt").waitFor();
    const { seq } = await share(url, room, ben, "", [["sea.png", somePicture(300, 200)]]);
    await item("sea.png").waitFor();
    expect(await panel().getByRole("listitem").first().innerText()).toContain("sea.png");
    await call(url, "DELETE", `/api/v1/rooms/${room.id}/messages/${seq}`, { token: ben.token });
    await item("sea.png").waitFor({ state: "detached" });
  });

  test("pictures and others are shown apart, and each leads to its message", async () => {
    await write(url, room, ben, ...Array.from({ length: 80 }, (_, at) => `line ${at}`));
    await share(url, room, ben, "", [["hill.png", somePicture(300, 200)]]);
    await page.reload();
    await item("plan.txt").waitFor();
    expect(await violations(page)).toEqual([]);
    await looksOf(page, "files-5-panel");
    await panel().getByRole("button", { name: "Pictures" }).click();
    await item("plan.txt").waitFor({ state: "detached" });
    await panel().getByRole("button", { name: "hill.png" }).click();
    await shows("hill.png");
    await page.keyboard.press("Escape");
    await looksOf(page, "files-6-panel-pictures");
    await panel().getByRole("button", { name: "Other files" }).click();
    await panel().getByRole("button", { name: "hill.png" }).waitFor({ state: "detached" });
    await item("plan.txt").getByRole("button", { name: "Show in the conversation" }).click();
    await page.locator("article[aria-current=location]").getByText("A plan").waitFor();
  });

  test("closed, the focus is where it was opened", async () => {
    await panel().getByRole("button", { name: "Close the panel" }).click();
    await expect.poll(() => isFocused(opener())).toBe(true);
  });

  test("that cannot be read are said to be so, and read again by a press", async () => {
    await page.route("**/rooms/*/files?*", (route) =>
      route.fulfill({ status: 403, json: { code: "forbidden", detail: "No" } }),
    );
    await opener().click();
    await panel().getByText("The files could not be loaded.").waitFor();
    await page.unroute("**/rooms/*/files?*");
    await panel().getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => item("plan.txt").count()).toBe(1);
  });

  function item(name: string): Locator {
    return panel().getByRole("listitem").filter({ hasText: name });
  }
});

describe("on a phone", () => {
  let phone: Page;
  let context: BrowserContext;
  let room: SomeRoom;

  beforeAll(async () => {
    room = await someRoom(url, ann, { members: [ben] });
    await share(url, room, ann, "From the walk", numbered(3));
    ({ page: phone, context } = await signedIn(browser, url, ben, "phone"));
    await openRoom(phone, room);
  });
  afterAll(() => context?.close());

  test("pictures have room, and a finger leads from one to the next and away", async () => {
    const row = rowOf(phone, "From the walk");
    await loaded(row.getByRole("img").last());
    for (const one of await row.getByRole("img").all()) {
      const { x, width } = await boxOf(one);
      expect(x + width).toBeLessThanOrEqual(390);
    }
    await looksOf(phone, "files-7-phone");
    await row.getByRole("button", { name: "number-1.png" }).tap();
    await loaded(lightbox(phone).getByRole("img", { name: "number-1.png" }));
    expect(await violations(phone)).toEqual([]);
    await swipe(phone, [300, 420], [80, 430]);
    await lightbox(phone).getByRole("img", { name: "number-2.png" }).waitFor();
    await swipe(phone, [80, 420], [300, 430]);
    await lightbox(phone).getByRole("img", { name: "number-1.png" }).waitFor();
    await looksOf(phone, "files-8-phone-lightbox");
    await swipe(phone, [200, 300], [210, 500]);
    await lightbox(phone).waitFor({ state: "detached" });
  });

  test("a long press on one is a press on its message", async () => {
    await longPress(rowOf(phone, "From the walk").getByRole("img").first());
    await phone.getByRole("menu", { name: `Message of ${ann.username}` }).waitFor();
    expect(await lightbox(phone).count()).toBe(0);
    await phone.keyboard.press("Escape");
  });

  test("the room's menu leads to its files", async () => {
    await phone.getByRole("button", { name: "Room menu" }).tap();
    await phone.getByRole("menuitem", { name: "Files" }).tap();
    await phone.getByRole("heading", { name: `Files in ${room.name}`, level: 1 }).waitFor();
    await expect.poll(() => phone.getByRole("main").getByRole("listitem").count()).toBe(3);
    expect(await violations(phone)).toEqual([]);
    await looksOf(phone, "files-9-phone-panel");
    await phone.getByRole("button", { name: "Back to the conversation" }).tap();
    await expect.poll(() => isFocused(phone.getByRole("button", { name: "Room menu" }))).toBe(true);
  });
});

test("in Arabic the pictures run from right to left, and the words are Arabic", async () => {
  const room = await someRoom(url, ann, { members: [ben, await someUser(url, "cleo")] });
  await share(url, room, ann, "صباح الخير", numbered(2));
  await share(url, room, ann, "", [["notes.txt", "two\nlines"]]);
  await page.evaluate("localStorage.setItem('hubbub.language', 'ar')");
  await openRoom(page, room);
  const [first, second] = [picture(page, "number-1.png"), picture(page, "number-2.png")];
  await loaded(second);
  expect((await boxOf(first)).x).toBeGreaterThan((await boxOf(second)).x);
  expect(await card(page, "notes.txt").innerText()).toContain("نص، ");
  await first.click();
  await page.keyboard.press("ArrowLeft");
  await shows("number-2.png");
  await looksOf(page, "files-10-arabic");
  await page.keyboard.press("Escape");
  expect(await violations(page)).toEqual([]);
  await page.evaluate("localStorage.removeItem('hubbub.language')");
});

async function serverNowMs(): Promise<number> {
  const { headers } = await fetch(url);
  return new Date(headers.get("date") ?? "").getTime();
}

function numbered(count: number) {
  return Array.from({ length: count }, (_, at) => [`number-${at + 1}.png`, somePicture(640, 400, at * 40)] as const);
}

function picture(page: Page, name: string): Locator {
  return page.getByRole("log").getByRole("img", { name });
}

function card(page: Page, name: string): Locator {
  return page.getByRole("log").getByRole("link", { name });
}

function lightbox(page: Page): Locator {
  return page.locator("dialog[open]");
}

async function shows(name: string): Promise<void> {
  await lightbox(page).getByRole("img", { name }).waitFor();
}

/** The picture itself is there, not only its place. */
async function loaded(picture: Locator): Promise<void> {
  await expect.poll(() => isLoaded(picture)).toBe(true);
}

async function isLoaded(picture: Locator): Promise<boolean> {
  return await picture.evaluate(
    (image: { naturalWidth: number; complete: boolean }) => image.complete && image.naturalWidth > 0,
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): boolean {
  const isBeside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  return !isBeside && one.y + one.height > other.y && other.y + other.height > one.y;
}

async function swipe(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: (readonly [number, number])[]) =>
    devTools.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await touch("touchStart", from);
  for (let step = 1; step <= 4; step += 1) {
    await touch("touchMove", [from[0] + ((to[0] - from[0]) * step) / 4, from[1] + ((to[1] - from[1]) * step) / 4]);
  }
  await touch("touchEnd");
  await devTools.detach();
}

async function looksOf(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
}
