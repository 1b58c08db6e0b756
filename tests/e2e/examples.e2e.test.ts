import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, someUser } from "./support/api.ts";
import { openBrowser, screenshot } from "./support/open-browser.ts";
import { startSystem, type System } from "./support/start-system.ts";
import { until } from "./support/until.ts";

let system: System;
let browser: Browser;
const children: ChildProcess[] = [];

// With the limits that every hubbub has: the examples must do within them.
beforeAll(async () => {
  system = await startSystem({ ADMIN_USERNAMES: "root" });
  browser = await openBrowser();
});

afterAll(async () => {
  for (const child of children) child.kill();
  await browser?.close();
  await system?.destroy();
});

test("the tour goes through everything with two users on two instances", async () => {
  const password = "correct horse: battery";
  await call(system.url, "POST", "/api/v1/users/register", {
    body: { email: "root@example.org", username: "root", password },
  });
  const { code, output } = await run("examples/tour.ts", { HUBBUB_URL: system.url, HUBBUB_ADMIN: `root:${password}` });
  expect(code, output).toBe(0);
  expect(output).toMatch(/ada is ada-\w+ on chat-([12]), ben is ben-\w+ on chat-(?!\1)[12]/);
  expect(output).toContain("root announces something: both hear it, on both instances");
  expect(output).toContain("all twenty are there, once, in the same order for both");
  for (const stop of ["Threads", "Pins", "Mentions", "Search", "Typing, and who is here", "Without the client"]) {
    expect(output).toContain(`\n${stop}\n`);
  }
});

test("the tour stops at the first thing that is not as it should be", async () => {
  const { code, output } = await run("examples/tour.ts", { HUBBUB_URL: "http://127.0.0.1:9" });
  expect(code).toBe(1);
  expect(output).toContain("This is not as it should be: HubbubError: The server cannot be reached");
  const wrongAdmin = await run("examples/tour.ts", { HUBBUB_URL: system.url, HUBBUB_ADMIN: "root:wrong" });
  expect(wrongAdmin.code).toBe(1);
  expect(wrongAdmin.output).not.toContain("The end");
});

test("the page of raw JavaScript signs up and in, chats, and loses nothing when the connection breaks", async () => {
  const pageUrl = await serveRawPage();
  const page = await (await browser.newContext({ viewport: { width: 800, height: 620 } })).newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(pageUrl);

  await page.getByLabel("Username").fill("rae");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByText("at least 8 characters").waitFor();
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByText("Signed in as rae").waitFor();
  await page.getByRole("button", { name: "Sign in" }).waitFor({ state: "hidden" });

  const zoe = await someUser(system.url, "zoe");
  await call(system.url, "POST", "/api/v1/rooms/1/join", { token: zoe.token, body: {} });
  const zoeWrites = (content: string) => {
    const headers = { "idempotency-key": content };
    return call(system.url, "POST", "/api/v1/rooms/1/messages", { token: zoe.token, headers, body: { content } });
  };
  await say(page, "Hello from raw JavaScript");
  // What two people write at once may come in either order.
  await shows(page, ["rae: Hello from raw JavaScript"]);
  await zoeWrites("Hello <b>rae</b>");
  await shows(page, ["rae: Hello from raw JavaScript", `${zoe.username}: Hello <b>rae</b>`]);
  await screenshot(page, "raw-1-chat");

  for (const signal of ["SIGSTOP", "SIGKILL"] as const) {
    for (const [name, pid] of Object.entries(system.stackFile().pids)) {
      if (name.startsWith("chat-")) process.kill(pid, signal);
    }
    if (signal === "SIGSTOP") await say(page, "Written into the void");
    if (signal === "SIGSTOP") await page.locator(".waiting").waitFor();
    if (signal === "SIGSTOP") await screenshot(page, "raw-2-waiting");
  }
  await until("an instance is back", 30_000, async () => (await zoeWrites("Are you back?")).status === 200);
  await page.getByText("Signed in as rae").waitFor({ timeout: 60_000 });
  await until("nothing waits", 30_000, async () => (await page.locator(".waiting").count()) === 0);
  const items = page.getByRole("listitem");
  await until("all have come", 20_000, async () => (await items.count()) >= 4);
  const lines = await items.allTextContents();
  expect(lines.filter((line) => line === "rae: Written into the void")).toHaveLength(1);
  expect(lines.filter((line) => line.endsWith("Are you back?"))).toHaveLength(1);
  expect(lines).toHaveLength(4);

  await page.reload();
  await page.getByLabel("Username").fill("rae");
  await page.getByLabel("Password").fill("correct horse");
  await page.getByRole("button", { name: "Sign in" }).click();
  await shows(page, lines);
  expect(problems).toEqual([]);
});

async function run(script: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

async function serveRawPage(): Promise<string> {
  const env = { ...process.env, HUBBUB_URL: system.url, PORT: "0" };
  const child = spawn(process.execPath, ["examples/serve.ts"], { stdio: ["ignore", "pipe", "inherit"], env });
  children.push(child);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return line.toString().trim();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

async function shows(page: Page, lines: readonly string[]): Promise<void> {
  await until(`the page shows ${lines.join(", ")}`, 20_000, async () => {
    return (await page.getByRole("listitem").allTextContents()).join("\n") === lines.join("\n");
  });
}
