import type { Browser, Locator, Page } from "playwright-core";
import { openWindow } from "./open-browser.ts";

const password = "correct horse battery";

/** Makes an account by the sign-up page. */
export async function signUp(page: Page, username: string): Promise<void> {
  await page.goto("/");
  await page
    .getByRole("link", { name: "Create an account" })
    .or(page.getByRole("button", { name: "Create an account" }))
    .first()
    .click();
  await page.getByLabel("Email").fill(`${username}@example.org`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await instanceOf(page);
}

/** The chat instance that a window talks to. */
export async function instanceOf(page: Page): Promise<string> {
  const marked = page.locator("[data-server-id^=chat-]");
  await marked.waitFor({ state: "attached" });
  return (await marked.getAttribute("data-server-id"))!;
}

/** Somebody new in a window on another instance than `instance`. Their name begins with `name`. */
export async function someoneOnAnother(browser: Browser, url: string, instance: string, name: string) {
  // ip_hash decides; of eight networks one is on the other of two instances.
  for (let network = 2; network < 10; network += 1) {
    const { context, page } = await openWindow(browser, url, `10.0.${network}.1`);
    const username = `${name}${network}`;
    await signUp(page, username);
    if ((await instanceOf(page)) !== instance) return { page, username };
    await context.close();
  }
  throw new Error("no address is on another instance");
}

/** Writes a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^Message/ });
  await composer.fill(text);
  await composer.press("Enter");
}

export function message(page: Page, text: string): Locator {
  return page.getByRole("log").getByText(text, { exact: true });
}
