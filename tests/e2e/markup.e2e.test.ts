import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type SomeUser, someUser } from "./support/api.ts";
import { message } from "./support/chat-window.ts";
import { boxOf, isFocused, styleOf } from "./support/in-page.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { signedIn } from "./support/signed-in.ts";
import { openRoom, type SomeRoom, someRoom, write } from "./support/some-room.ts";
import { violations } from "./support/violations.ts";

const url = inject("url");
let browser: Browser;
let ada: SomeUser;
let ben: SomeUser;
let room: SomeRoom;
let page: Page;
let phone: Page;

beforeAll(async () => {
  browser = await openBrowser();
  [ada, ben] = [await someUser(url, "ada"), await someUser(url, "ben")];
  room = await someRoom(url, ada, { topic: "Ships on Thursday", members: [ben] });
  page = (await signedIn(browser, url, ada)).page;
  phone = (await signedIn(browser, url, ben, "phone")).page;
  await openRoom(page, room);
  await openRoom(phone, room);
}, 180_000);

afterAll(() => browser?.close());

test("what one marks while one writes the other sees marked", async () => {
  const field = fieldOf(page);
  await field.fill("ready");
  await field.press("Control+a");
  await field.press("Control+b");
  expect(await field.inputValue()).toBe("**ready**");
  const preview = page.getByTestId("preview");
  expect(await styleOf(preview.locator("strong"), "fontWeight")).toBe("650");
  await field.press("Control+z");
  expect(await field.inputValue()).toBe("ready");
  await preview.waitFor({ state: "detached" });

  await field.press("Control+a");
  await page.getByRole("button", { name: "Format", exact: true }).click();
  await page.getByRole("button", { name: /^Italic/ }).click();
  expect(await isFocused(field)).toBe(true);
  await expect.poll(() => field.inputValue()).toBe("_ready_");
  await page.getByRole("button", { name: "List", exact: true }).click();
  await expect.poll(() => field.inputValue()).toBe("- _ready_");
  await field.press("End");
  await field.press("Shift+Enter");
  await field.pressSequentially("~~steady~~");
  expect(await field.inputValue()).toBe("- _ready_\n- ~~steady~~");
  await screenshot(page, "markup-1-composer");
  await field.press("Enter");

  for (const window of [page, phone]) {
    // What is on its way gives its place to what came.
    await expect.poll(() => styleOf(message(window, "ready"), "fontStyle")).toBe("italic");
    await expect.poll(() => styleOf(message(window, "steady"), "textDecorationLine")).toBe("line-through");
    await expect.poll(() => window.getByRole("log").getByRole("listitem").count()).toBe(2);
  }
  await page.getByRole("button", { name: "Format", exact: true }).click();
});

test("the second row names somebody, and a finger has room for each of its buttons", async () => {
  await page.getByRole("button", { name: "Mention somebody" }).click();
  await page.getByRole("listbox", { name: "People to mention" }).waitFor();
  await fieldOf(page).press("Enter");
  expect(await fieldOf(page).inputValue()).toBe(`@${ben.username} `);
  await fieldOf(page).fill("");

  const row = phone.locator("form:has(#composer)");
  for (const button of await row.getByRole("button").all()) {
    const { width, height } = await boxOf(button);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
  const desktopRow = await boxOf(page.locator("form:has(#composer)"));
  expect(Math.round(desktopRow.height)).toBe(38 + 42 + 2);
  const phoneRow = await boxOf(row);
  expect(Math.round(phoneRow.height)).toBe(36 + 47 + 2);
});

test("everything that can be written looks like what it is, in both themes and widths", async () => {
  await write(
    url,
    room,
    ben,
    `# Before we ship\n@${ada.username} could you read **the notes** once more? @${ben.username} _knows_ the \`number\`. [The runbook](https://docs.example/runbook), or https://docs.example/plan.`,
    "> It was fine on staging.\n> - really\n\n1. Copy\n2. Switch\n   - slowly\n\n| step | who | ms |\n|:--|:-:|--:|\n| copy | Ada | 41 |\n| `switch` | Ben | 80 |",
    `\`\`\`sql\ncreate index concurrently room_log_messages -- not twice\n  on room_log (room_id, seq) where kind = 'message';\n-- ${"a line that is wider than the column ".repeat(4)}\n\`\`\``,
    "ملاحظات الإصدار 3.2 جاهزة بالعربية، أنشرها بعد إعادة التشغيل.\n\nAnd in English",
    "It was ||the butler, see https://who.example||",
  );
  const log = page.getByRole("log");
  await message(page, "And in English").waitFor();
  // What is named is told from what one is named by.
  expect(await styleOf(log.getByText(`@${ada.username}`), "color")).toBe("rgb(180, 65, 14)");
  expect(await styleOf(log.getByText(`@${ben.username}`), "color")).toBe("rgb(33, 30, 26)");
  expect(await styleOf(log.getByText(`@${ben.username}`), "fontWeight")).toBe("650");
  expect(await log.getByRole("link", { name: "The runbook" }).getAttribute("href")).toBe(
    "https://docs.example/runbook",
  );
  const arabic = log.getByText(/^ملاحظات/);
  expect([await styleOf(arabic, "direction"), await styleOf(message(page, "And in English"), "direction")]).toEqual([
    "rtl",
    "ltr",
  ]);
  const [text, code] = [await boxOf(arabic), await boxOf(log.locator("div:has(> pre)"))];
  expect(text.width).toBeLessThanOrEqual(code.width);
  for (const [window, name] of [
    [page, "desktop"],
    [phone, "phone"],
  ] as const) {
    await window.getByRole("log").locator("pre span").first().waitFor();
    expect(await violations(window)).toEqual([]);
    expect(await window.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await window.emulateMedia({ colorScheme });
      await screenshot(window, `markup-2-${name}-${colorScheme}`);
    }
    await window.emulateMedia({ colorScheme: "light" });
  }
});

test("code gets its looks when it is seen, takes no other room then, and can be copied", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const log = page.getByRole("log");
  const block = log.locator("div:has(> pre)").first();
  expect(await styleOf(block.locator("pre span", { hasText: /^create$/ }), "fontWeight")).toBe("700");
  expect(await styleOf(block.locator("pre span", { hasText: "'message'" }), "color")).toBe("rgb(31, 122, 77)");
  expect(await styleOf(block.locator("pre span", { hasText: "not twice" }), "color")).toBe("rgb(106, 99, 90)");
  await block.getByRole("button", { name: "Copy code" }).click();
  await block.getByRole("button", { name: "Copied" }).waitFor();
  expect(await page.evaluate<string>("navigator.clipboard.readText()")).toMatch(/^create index[^`]*$/);
  const coloured = await boxOf(block);
  await write(url, room, ben, (await block.locator("pre").innerText()).replace(/^/, "```klingon\n").concat("\n```"));
  const plain = log.locator("div:has(> pre)").nth(1);
  await plain.waitFor();
  expect((await boxOf(plain)).height).toBe(coloured.height);
  expect(await plain.locator("pre span").count()).toBe(0);
});

test("a spoiler shows nothing until one wants to see it", async () => {
  await openRoom(page, room);
  const log = page.getByRole("log");
  const spoiler = log.getByRole("button", { name: "Hidden text, show it" });
  await spoiler.waitFor();
  expect(await log.getByRole("link", { name: "https://who.example" }).count()).toBe(0);
  await spoiler.focus();
  await page.keyboard.press("Enter");
  await log.getByRole("link", { name: "https://who.example" }).waitFor();
  expect(await spoiler.count()).toBe(0);
});

test("whatever strangers write is shown as text, and the page goes on", async () => {
  const log = page.getByRole("log");
  await write(
    url,
    room,
    ben,
    `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`,
    "[click](javascript:document.title='owned') ![x](data:text/html,owned)",
  );
  await log.getByText("<script>", { exact: false }).waitFor();
  await log.getByText("[click](javascript:", { exact: false }).waitFor();
  expect(await page.title()).not.toBe("owned");
  expect(await page.locator("img[src=x], a[href^=javascript], a[href^=data]").count()).toBe(0);
  const hostile = [
    ">".repeat(4_000),
    "[".repeat(4_000),
    `https://a.example/${"(.).[".repeat(790)}`,
    `|${"a|".repeat(600)}\n|${"-|".repeat(600)}\n${"|\n".repeat(700)}`,
    "**a _b ".repeat(500),
    "``a`\n".repeat(800),
  ];
  await write(url, room, ben, ...hostile, "and on");
  await message(page, "and on").waitFor();
});

test("an emoji is written by its name, and people are named while one edits as well", async () => {
  const field = fieldOf(page);
  const list = page.getByRole("listbox", { name: "Emoji of that name" });
  await field.pressSequentially("Well done :tad");
  await list.getByRole("option", { name: ":tada:" }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  await field.fill("");
  await field.pressSequentially("Well done :tad");
  await list.waitFor();
  await field.press("Tab");
  expect(await field.inputValue()).toBe("Well done 🎉 ");
  // The second colon of a name writes it too, and undo takes it back.
  await field.pressSequentially(":+1");
  await list.getByRole("option", { name: ":+1:" }).waitFor();
  await field.pressSequentially(":");
  expect(await field.inputValue()).toBe("Well done 🎉 👍");
  await field.press("Control+z");
  expect(await field.inputValue()).toBe("Well done 🎉 :+1");
  await field.press("End");
  await field.press("Escape");
  await field.pressSequentially(" at 10:30 :) :xqzq:");
  expect(await field.inputValue()).toBe("Well done 🎉 :+1 at 10:30 :) :xqzq:");
  expect(await list.count()).toBe(0);
  await field.fill("");
  await field.pressSequentially("`:tada: @");
  expect(await field.inputValue()).toBe("`:tada: @");
  expect(await page.getByRole("listbox").count()).toBe(0);
  await field.fill("Well done");
  await field.press("Enter");
  await page.locator("[data-seq]").filter({ hasText: "Well done" }).waitFor();

  await field.press("ArrowUp");
  const edit = page.getByRole("textbox", { name: "Edit message" });
  await edit.press("End");
  await edit.pressSequentially(`, @${ben.username.slice(0, 6)}`);
  await page.getByRole("listbox", { name: "People to mention" }).waitFor();
  await edit.press("Enter");
  await edit.pressSequentially(":tada");
  await list.getByRole("option", { name: ":tada:" }).click();
  expect(await edit.inputValue()).toBe(`Well done, @${ben.username} 🎉 `);
  await edit.press("Enter");
  await phone
    .locator("[data-seq]")
    .filter({ hasText: `Well done, @${ben.username} 🎉` })
    .waitFor();
});

function fieldOf(page: Page): Locator {
  return page.getByRole("textbox", { name: "Message" });
}
