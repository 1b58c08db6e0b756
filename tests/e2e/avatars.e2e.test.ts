import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { call, type SomeUser, someUser } from "./support/api.ts";
import { isFocused } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { png } from "./support/png.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
}, 180_000);

beforeEach(async () => {
  [ada, ben] = await Promise.all([someUser(url, "ada"), someUser(url, "ben")]);
  room = await someRoom(url, ada, { members: [ben] });
  await write(url, room, ada, "The first");
  ({ context, page } = await signedIn(browser, url, ada));
});

afterEach(() => context.close());
afterAll(() => browser?.close());

test("a picture of oneself is chosen, cut with the keyboard, and seen beside what one writes, by others too", async () => {
  await page.goto("/settings/account");
  await choose();
  await square().waitFor();
  expect(await isFocused(square())).toBe(true);
  expect(await violations(page)).toEqual([]);
  await screenshot(page, "avatars-1-crop");
  // To the right edge, which is blue alone once it is small.
  await press("-", 30);
  await press("Shift+ArrowRight", 40);
  await page.getByRole("button", { name: "Save picture" }).click();
  await page.getByText("The picture is saved.").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await expect.poll(() => colourOf(page.getByRole("main").locator("img").first())).toBe("blue");

  await openRoom(page, room);
  await expect.poll(() => colourOf(faceIn(page))).toBe("blue");
  await screenshot(page, "avatars-2-room");
  const other = await signedIn(browser, url, ben);
  await openRoom(other.page, room);
  await expect.poll(() => colourOf(faceIn(other.page))).toBe("blue");
  await other.context.close();
  expect((await call(url, "GET", `/api/v1/users/${ada.id}`, { token: ben.token })).body.avatar_url).toMatch(
    /^\/files\/\w+\/avatar\.webp\?/,
  );
});

test("the square is dragged, and sized by its corner and by two fingers", async () => {
  await page.goto("/settings/account");
  await choose();
  await square().waitFor();
  const area = (await square().locator("..").boundingBox())!;
  const before = (await square().boundingBox())!;
  await drag(
    { x: before.x + before.width - 6, y: before.y + before.height - 6 },
    { x: -before.width / 2, y: -before.height / 2 },
  );
  const smaller = (await square().boundingBox())!;
  expect(smaller.width).toBeLessThan(before.width * 0.7);
  expect([smaller.x, smaller.y]).toEqual([before.x, before.y].map((place) => expect.closeTo(place, 0) as number));
  await drag({ x: smaller.x + 20, y: smaller.y + 20 }, { x: 2_000, y: 10 });
  const moved = (await square().boundingBox())!;
  expect(moved.x + moved.width).toBeCloseTo(area.x + area.width, 0);
  expect(moved.width).toBeCloseTo(smaller.width, 0);
  await pinch({ x: area.x + area.width / 2, y: area.y + area.height / 2 }, 2);
  await expect.poll(async () => (await square().boundingBox())!.width).toBeGreaterThan(moved.width * 1.3);
  await page.getByRole("slider", { name: "Size" }).fill("60");
  await expect.poll(async () => (await square().boundingBox())!.width / area.width).toBeCloseTo(60 / 400, 1);
});

test("it is taken away after a question, and the letters stand there again", async () => {
  await page.goto("/settings/account");
  await choose();
  await page.getByRole("button", { name: "Save picture" }).click();
  await page.getByText("The picture is saved.").waitFor();
  await page.getByRole("button", { name: "Remove picture" }).click();
  const question = page.getByRole("dialog", { name: "Remove the picture?" });
  expect(await violations(page)).toEqual([]);
  await question.getByRole("button", { name: "Remove picture" }).click();
  await page.getByText("The picture is removed.").waitFor();
  await expect.poll(() => page.getByRole("main").locator("img").count()).toBe(0);
  await expect.poll(() => isFocused(page.getByRole("button", { name: "Choose a picture" }))).toBe(true);
  const { body } = await call(url, "GET", "/api/v1/users/me", { token: ada.token });
  expect(body.avatar_url).toBeUndefined();
});

test("the letters stay where a picture cannot be had, and nothing moves when one comes", async () => {
  await setBy(ada, "/api/v1/users/me/avatar");
  await context.route("**/files/*/avatar.webp?*", (route) => route.abort());
  await openRoom(page, room);
  const face = page.getByRole("log").locator("article").last().locator("span[aria-hidden] > span").first();
  const box = await face.boundingBox();
  await expect.poll(() => face.locator("img").evaluate((image) => (image as unknown as InPage).hidden)).toBe(true);
  expect(await face.innerText()).toMatch(/^[A-Z0-9]{2}$/);
  await context.unroute("**/files/*/avatar.webp?*");
  await page.reload();
  await expect.poll(() => colourOf(faceIn(page))).toBe("red");
  expect(await face.boundingBox()).toEqual(box);
});

test("what is no picture is told so, and nothing is sent", async () => {
  await page.goto("/settings/account");
  await page.getByTestId("avatar").setInputFiles([{ name: "x.png", mimeType: "image/png", buffer: Buffer.from("x") }]);
  await page.getByRole("alert").getByText("cannot show that file").waitFor();
  expect(await page.getByRole("button", { name: "Save picture" }).count()).toBe(0);
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("an owner gives a room a picture, and everybody who has it open sees it at once", async () => {
  const other = await signedIn(browser, url, ben, "phone");
  await openRoom(other.page, room);
  await openRoom(page, room);
  await openDetails(page);
  await choose();
  await page.getByRole("button", { name: "Save picture" }).click();
  await page.getByText("The picture is saved.").waitFor();
  expect(await violations(page)).toEqual([]);
  await screenshot(page, "avatars-3-details");
  // Only the inner dialog was closed.
  expect(await page.getByRole("dialog", { name: room.name }).count()).toBe(1);
  await expect.poll(() => colourOf(other.page.locator("header img").first())).not.toBe("");
  await screenshot(other.page, "avatars-4-phone");
  await other.page.getByRole("log").getByText("set the picture").waitFor();
  await openDetails(other.page);
  expect(await other.page.getByTestId("avatar").count()).toBe(0);
  await other.context.close();
});

test("all of it is there in Arabic, on a phone and in the dark", async () => {
  const opened = await signedIn(browser, url, ada, "phone");
  await opened.page.goto("/settings/account");
  await opened.page.getByRole("combobox").selectOption("ar");
  await opened.page.locator("html[dir=rtl]").waitFor();
  await opened.page.getByTestId("avatar").setInputFiles([halves()]);
  await opened.page.getByTestId("crop").waitFor();
  expect(await violations(opened.page)).toEqual([]);
  await opened.page.emulateMedia({ colorScheme: "dark" });
  await screenshot(opened.page, "avatars-5-arabic");
  const at = async () => (await opened.page.getByTestId("crop").boundingBox())!.x;
  await opened.page.getByTestId("crop").press("ArrowLeft");
  const before = await at();
  await opened.page.getByTestId("crop").press("ArrowRight");
  expect(await at()).toBeGreaterThan(before);
  await opened.context.close();
});

/** Red on the left, blue on the right. */
function halves() {
  const buffer = png(400, 200, (x) => (x < 200 ? [230, 20, 20] : [20, 20, 230]));
  return { name: "halves.png", mimeType: "image/png", buffer };
}

async function choose(): Promise<void> {
  await page.getByTestId("avatar").setInputFiles([halves()]);
}

async function setBy(user: SomeUser, path: string): Promise<void> {
  const body = Uint8Array.from(png(40, 40, () => [230, 20, 20]));
  const { status } = await fetch(url + path, {
    method: "PUT",
    headers: { authorization: `Bearer ${user.token}` },
    body,
  });
  expect(status).toBe(200);
}

function square(): Locator {
  return page.getByTestId("crop");
}

async function press(key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await square().press(key);
}

async function drag(from: { x: number; y: number }, by: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await page.mouse.move(from.x + by.x, from.y + by.y);
  await page.mouse.up();
}

/** As two fingers do, so many times as far apart in the end. */
async function pinch({ x, y }: { x: number; y: number }, times: number): Promise<void> {
  const client = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart?: number) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        apart === undefined
          ? []
          : [
              { x: x - apart / 2, y, id: 1 },
              { x: x + apart / 2, y, id: 2 },
            ],
    });
  await touch("touchStart", 40);
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", 40 * (1 + ((times - 1) * step) / 8));
  await touch("touchEnd");
}

/** The picture beside the last message. */
function faceIn(where: Page): Locator {
  return where.getByRole("log").locator("article").last().locator("img").first();
}

/** Of its middle; empty while it is not there. */
async function colourOf(image: Locator): Promise<string> {
  if ((await image.count()) === 0) return "";
  return await image.evaluate((element) => {
    const { complete, naturalWidth, naturalHeight } = element as unknown as InPage;
    if (!complete || naturalWidth === 0) return "";
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const middle = canvas.getContext("2d");
    middle.drawImage(element, naturalWidth / 2, naturalHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red = 0, , blue = 0] = middle.getImageData(0, 0, 1, 1).data;
    return red > 150 ? "red" : blue > 150 ? "blue" : "neither";
  });
}

/** A picture as far as the tests know it; these functions run in the page. */
interface InPage {
  readonly complete: boolean;
  readonly hidden: boolean;
  readonly naturalWidth: number;
  readonly naturalHeight: number;
}
declare const document: {
  createElement(name: "canvas"): {
    width: number;
    height: number;
    getContext(kind: "2d"): {
      drawImage(...args: readonly unknown[]): void;
      getImageData(...args: readonly number[]): { readonly data: readonly number[] };
    };
  };
};

async function openDetails(where: Page): Promise<void> {
  await where.getByRole("button", { name: "Room menu" }).click();
  await where.getByRole("menuitem", { name: "Room details" }).click();
  await where.getByRole("dialog", { name: room.name }).waitFor();
}
