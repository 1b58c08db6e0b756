import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { call, someUser, type SomeUser } from "./support/api.ts";
import { message, say, signIn } from "./support/chat-window.ts";
import { openBrowser, openWindow, screenshot } from "./support/open-browser.ts";
import { someRoom } from "./support/some-room.ts";
import { until } from "./support/until.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ada = await someUser(url, "ada");
  ben = await someUser(url, "ben");
  ({ context, page } = await openWindow(browser, url, "10.7.1.1", { timezoneId: "UTC" }));
  await signIn(page, ada.username);
});

afterAll(() => browser?.close());

describe("what is written", () => {
  test("may be of any length and shape: over the limit it is kept, and the room opens again with it", async () => {
    await open(page, await newRoom());
    const text = `x${"\t\t\t\n".repeat(15_000)}x`;
    await paste(composer(page), text);
    await page.getByText("56,002 characters too long").waitFor();
    await composer(page).press("Enter");
    await page.reload();
    await page.getByText("56,002 characters too long").waitFor();
    expect(await composer(page).inputValue()).toBe(text);
    await composer(page).fill("short");
    await page.getByText("characters too long").waitFor({ state: "detached" });
    await composer(page).press("Enter");
    await message(page, "short").waitFor();
  });

  test("is not sent by the Enter that ends a composition, before its end or after it, as in Safari", async () => {
    await open(page, await newRoom());
    await composer(page).fill("にほんご");
    await pressComposing(composer(page), { key: "Enter", isComposing: true });
    await pressComposing(composer(page), { key: "Enter", keyCode: 229 });
    expect(await composer(page).inputValue()).toBe("にほんご");
    await composer(page).press("Enter");
    await sent(page, "にほんご").waitFor();
    await composer(page).press("ArrowUp");
    await editField(page).fill("日本語");
    await pressComposing(editField(page), { key: "Escape", isComposing: true });
    await pressComposing(editField(page), { key: "Enter", keyCode: 229 });
    expect(await editField(page).inputValue()).toBe("日本語");
    await editField(page).press("Enter");
    // Beside "edited", once that has come.
    await page.locator("article[data-seq]").getByText("日本語").waitFor();
  });

  test("is left as it is, and nothing is marked as read, by an Escape that gives up a composition", async () => {
    const roomId = await newRoom();
    await open(page, await newRoom());
    await post(ben, roomId, "news");
    await open(page, roomId);
    await page.getByRole("separator", { name: "New" }).waitFor();
    await composer(page).fill("に");
    for (const key of [{ isComposing: true }, { keyCode: 229 }]) {
      await pressComposing(composer(page), { key: "Escape", ...key });
      await pressComposing(composer(page), { key: "Escape", shiftKey: true, ...key });
    }
    expect(await page.getByRole("separator", { name: "New" }).count()).toBe(1);
    await composer(page).press("Escape");
    await page.getByRole("separator", { name: "New" }).waitFor({ state: "detached" });
    await composer(page).fill("");
  });

  test("gets a new line by Enter on a touch keyboard, and is sent by the button", async () => {
    const phone = await openWindow(browser, url, "10.7.2.1", {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await signIn(phone.page, ada.username);
    await open(phone.page, await newRoom());
    await composer(phone.page).fill("one");
    await composer(phone.page).press("Enter");
    await composer(phone.page).pressSequentially("two");
    expect(await composer(phone.page).inputValue()).toBe("one\ntwo");
    await phone.page.getByRole("button", { name: "Send" }).tap();
    await sent(phone.page, "one\ntwo").waitFor();
    await composer(phone.page).press("ArrowUp");
    await editField(phone.page).press("Enter");
    await editField(phone.page).pressSequentially("three");
    expect(await editField(phone.page).inputValue()).toBe("one\ntwo\nthree");
    await phone.page.getByRole("button", { name: "Save" }).tap();
    await phone.page.locator("article[data-seq]").getByText("three").waitFor();
    await phone.context.close();
  });
});

describe("an edit", () => {
  test("is kept while one looks into another room, and over a reload, until it is given up", async () => {
    const [roomId, otherId] = [await newRoom(), await newRoom()];
    await open(page, roomId);
    await say(page, "as it was");
    await sent(page, "as it was").waitFor();
    await composer(page).press("ArrowUp");
    await editField(page).fill("as it shall be");
    await link(page, otherId).click();
    await editField(page).waitFor({ state: "detached" });
    await link(page, roomId).click();
    await expect.poll(() => editField(page).inputValue()).toBe("as it shall be");
    await page.reload();
    await expect.poll(() => editField(page).inputValue()).toBe("as it shall be");
    await editField(page).press("Escape");
    await message(page, "as it was").waitFor();
    await page.reload();
    await message(page, "as it was").waitFor();
    expect(await editField(page).count()).toBe(0);
  });

  test("is given up with the room that one leaves, as what one was writing is", async () => {
    const { id: roomId, name } = await someRoom(url, ben);
    await open(page, roomId);
    await say(page, "as it was");
    await sent(page, "as it was").waitFor();
    await composer(page).fill("half a sen");
    await sent(page, "as it was").hover();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    await editField(page).fill("as it shall be");
    await page.getByRole("button", { name: "Room menu" }).click();
    await page.getByRole("menuitem", { name: "Leave room" }).click();
    await page
      .getByRole("dialog", { name: `Leave ${name}?` })
      .getByRole("button", { name: "Leave" })
      .click();
    await link(page, roomId).waitFor({ state: "detached" });
    await open(page, roomId);
    await sent(page, "as it was").waitFor();
    expect(await editField(page).count()).toBe(0);
    expect(await composer(page).inputValue()).toBe("");
  });

  test("is found again where it was left, above what came since", async () => {
    const [roomId, otherId] = [await newRoom(), await newRoom()];
    await open(page, roomId);
    await say(page, "far above");
    await sent(page, "far above").waitFor();
    await composer(page).press("ArrowUp");
    await editField(page).fill("far above, edited");
    await link(page, otherId).click();
    for (let count = 1; count <= 30; count += 1) await post(ben, roomId, `later ${count}`);
    await link(page, roomId).click();
    await expect.poll(() => isInSight(page, page.getByRole("button", { name: "Save" }))).toBe(true);
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator("article[data-seq]").getByText("far above, edited").waitFor();
  });

  test("of the last message shows its buttons, also with every line that it gets", async () => {
    const roomId = await newRoom();
    for (let count = 1; count <= 40; count += 1) await post(ada, roomId, `line ${count}`);
    await open(page, roomId);
    await message(page, "line 40").waitFor();
    await composer(page).press("ArrowUp");
    const buttons = ["Save", "Cancel"].map((name) => page.getByRole("button", { name, exact: true }));
    const areInSight = async () => Promise.all(buttons.map((button) => isInSight(page, button)));
    await expect.poll(areInSight).toEqual([true, true]);
    await screenshot(page, "conversation-edit-last");
    for (let line = 0; line < 5; line += 1) await editField(page).press("Shift+Enter");
    await expect.poll(areInSight).toEqual([true, true]);
    await editField(page).press("Escape");
  });
});

describe("the messages", () => {
  test("stay where anything moves them up: find in page, a screen reader, a script", async () => {
    const roomId = await newRoom();
    for (let count = 1; count <= 60; count += 1) await post(ada, roomId, `line ${count}`);
    await open(page, roomId);
    await message(page, "line 60").waitFor();
    // The first of those that are there is well above the view.
    await until("rows above are there", 10_000, () =>
      page.evaluate<boolean>(`
      document.querySelector("article").getBoundingClientRect().bottom < 0`),
    );
    const moves = {
      "find in page": `document.querySelector("article").scrollIntoView()`,
      "a smooth way": `document.querySelector("article").scrollIntoView({ behavior: "smooth" })`,
      "a script": `document.querySelector("[role=log]").scrollTop -= 300`,
    };
    for (const [name, move] of Object.entries(moves)) {
      await page.evaluate(move);
      await page.getByRole("button", { name: "Jump to newest" }).waitFor();
      await until("the view stands still", 10_000, () => standsStill(page));
      const place = await firstInSight(page);
      await post(ben, roomId, `after ${name}`);
      await page.getByText("1 new", { exact: true }).waitFor();
      expect(await fromEnd(page)).toBeGreaterThan(48);
      expect(await firstInSight(page)).toEqual(place);
      await page.getByRole("button", { name: "Jump to newest" }).click();
      await expect.poll(() => fromEnd(page)).toBeLessThan(2);
      await page.getByRole("button", { name: "Jump to newest" }).waitFor({ state: "detached" });
    }
  });

  test("stay where they are moved while the room has just been opened", async () => {
    const roomId = await newRoom();
    for (let count = 1; count <= 60; count += 1) await post(ada, roomId, `line ${count}`);
    const other = await context.newPage();
    await other.addInitScript(`
      const look = () => {
        const log = document.querySelector("[role=log]");
        if (log === null || log.scrollTop === 0 || !log.textContent.includes("line 60")) requestAnimationFrame(look);
        else setTimeout(() => (log.scrollTop -= 300));
      };
      requestAnimationFrame(look);`);
    await open(other, roomId);
    await other.getByRole("button", { name: "Jump to newest" }).waitFor();
    await post(ben, roomId, "later");
    await other.getByText("1 new", { exact: true }).waitFor();
    expect(await fromEnd(other)).toBeGreaterThan(48);
    await other.close();
  });

  test("follow what comes, of any height, while one is at the end", async () => {
    const roomId = await newRoom();
    for (let count = 1; count <= 30; count += 1) await post(ada, roomId, `line ${count}`);
    await open(page, roomId);
    await message(page, "line 30").waitFor();
    for (let count = 1; count <= 12; count += 1) await post(ben, roomId, `${"tall\n".repeat(count)}${count}`);
    await page.getByRole("log").getByText("tall 12").waitFor();
    await say(page, "and mine");
    await message(page, "and mine").waitFor();
    await expect.poll(() => fromEnd(page)).toBeLessThan(2);
    expect(await page.getByRole("button", { name: "Jump to newest" }).count()).toBe(0);
  });

  test("are of yesterday once the day has changed, though the machine slept over midnight", async () => {
    const sleeper = await context.newPage();
    await sleeper.clock.install();
    const roomId = await newRoom();
    const root = await post(ben, roomId, "good evening");
    await post(ben, roomId, "a reply", { thread_seq: root });
    await open(sleeper, roomId);
    await sleeper.getByRole("separator", { name: "Today" }).waitFor();
    await sleeper.getByText(/^last at \d/).waitFor();
    // No timer runs and no event comes while it sleeps; the page finds out with its next look.
    await sleeper.clock.setSystemTime(Date.now() + 24 * 3_600_000);
    await sleeper.clock.runFor(61_000);
    await sleeper.getByRole("separator", { name: "Yesterday" }).waitFor();
    await sleeper.getByText(/^last on /).waitFor();
    await sleeper.clock.setSystemTime(Date.now() + 48 * 3_600_000);
    await sleeper.evaluate(`dispatchEvent(new Event("focus"))`);
    await sleeper.getByRole("separator", { name: "Yesterday" }).waitFor({ state: "detached" });
    expect(await sleeper.getByRole("separator", { name: "Today" }).count()).toBe(0);
    await sleeper.close();
  });

  test.each([
    ["on a desk", { width: 1280, height: 820 }],
    ["on a phone", { width: 390, height: 844 }],
  ])("and all around them stand still while a room is opened cold, %s", async (_, viewport) => {
    const roomId = await newRoom();
    for (let count = 1; count <= 30; count += 1) await post(ben, roomId, `line ${count}, with a few words to it`);
    await post(ada, roomId, "read so far");
    const { body } = await call(url, "GET", `/api/v1/rooms/${roomId}`, { token: ben.token });
    await call(url, "POST", `/api/v1/rooms/${roomId}/read`, { token: ben.token, body: { seq: body.last_seq } });
    const cold = await context.newPage();
    await cold.setViewportSize(viewport);
    const network = await context.newCDPSession(cold);
    await network.send("Network.enable");
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 300,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
    await cold.addInitScript(`
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, startTime, sources } of list.getEntries()) {
          const of = sources.map(({ node, previousRect, currentRect }) => ({
            node: node?.outerHTML?.slice(0, 160) ?? node?.textContent,
            from: JSON.stringify(previousRect),
            to: JSON.stringify(currentRect),
          }));
          globalThis.shifts.push({ value, startTime, of });
        }
      }).observe({ type: "layout-shift", buffered: true });`);
    await open(cold, roomId);
    await message(cold, "read so far").waitFor();
    await cold.getByText("Read by 1").waitFor();
    await cold.waitForLoadState("networkidle");
    await until("the view stands still", 10_000, () => standsStill(cold));
    expect(await cold.evaluate("globalThis.shifts")).toEqual([]);
    await cold.close();
  });
});

let rooms = 0;

/** A room of ada's that ben is in. */
async function newRoom(): Promise<number> {
  rooms += 1;
  const name = `${ada.username} ${rooms}`;
  const { body } = await call(url, "POST", "/api/v1/rooms", { token: ada.token, body: { name, type: "public" } });
  await call(url, "POST", `/api/v1/rooms/${body.id}/join`, { token: ben.token, body: {} });
  return body.id as number;
}

/** Answers with its place. */
async function post(as: SomeUser, roomId: number, content: string, more: object = {}): Promise<number> {
  const { status, body } = await call(url, "POST", `/api/v1/rooms/${roomId}/messages`, {
    token: as.token,
    body: { content, ...more },
  });
  expect(status).toBe(200);
  return body.seq;
}

/** By its address, anew. */
async function open(window: Page, roomId: number): Promise<void> {
  await window.goto(`/rooms/${roomId}`);
  await window.locator('[data-room-status="joined"]').waitFor();
}

/** To a room in the sidebar. */
function link(window: Page, roomId: number): Locator {
  return window.locator(`nav a[href="/rooms/${roomId}"]`);
}

function composer(window: Page): Locator {
  return window.getByRole("textbox", { name: "Message", exact: true });
}

function editField(window: Page): Locator {
  return window.getByRole("textbox", { name: "Edit message" });
}

/** A message that the log shows. */
function sent(window: Page, text: string): Locator {
  return window.locator("article[data-seq]").getByText(text, { exact: true });
}

/** By the clipboard: what types a text takes a browser seconds for thousands of lines. */
async function paste(field: Locator, text: string): Promise<void> {
  const window = field.page();
  await window.evaluate(`{
    const source = document.createElement("textarea");
    source.value = ${JSON.stringify(text)};
    document.body.append(source);
    source.focus();
    source.select();
  }`);
  await window.keyboard.press("Control+c");
  await window.evaluate("document.activeElement.remove()");
  await field.focus();
  await window.keyboard.press("Control+v");
}

/** A key as an input method passes it on. */
async function pressComposing(
  field: Locator,
  key: { key: string; isComposing?: boolean; keyCode?: number; shiftKey?: boolean },
): Promise<void> {
  await field.dispatchEvent("keydown", key);
}

/** Whether all of it is between the upper and the lower edge of the messages. */
async function isInSight(window: Page, element: Locator): Promise<boolean> {
  const [log, box] = await Promise.all([window.getByRole("log").boundingBox(), element.boundingBox()]);
  if (log === null || box === null) return false;
  return box.y >= log.y && box.y + box.height <= log.y + log.height;
}

async function fromEnd(window: Page): Promise<number> {
  return window.getByRole("log").evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
}

/** Which message is the first that is all in sight, and how far from the top. */
async function firstInSight(window: Page): Promise<unknown> {
  return window.evaluate(`{
    const log = document.querySelector("[role=log]").getBoundingClientRect();
    const tops = [...document.querySelectorAll("article")].map((one) => [
      one.dataset.seq,
      // Never -0, which is not the same to a test.
      Math.round(one.getBoundingClientRect().top - log.top) + 0,
    ]);
    tops.find(([, top]) => top >= 0);
  }`);
}

/** For two frames in a row. */
async function standsStill(window: Page): Promise<boolean> {
  const before = await firstInSight(window);
  await window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  return JSON.stringify(await firstInSight(window)) === JSON.stringify(before);
}
