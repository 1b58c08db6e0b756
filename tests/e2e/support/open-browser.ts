import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Names that are no browser's idea of this machine.
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args });
}

/**
 * A window of somebody at `clientAddress`: Nginx' ip_hash looks at its first three octets, so two addresses may get two
 * chat instances. Sent as X-Forwarded-For, which Nginx believes from this machine only.
 */
export async function openWindow(
  browser: Browser,
  url: string,
  clientAddress: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 820 },
    extraHTTPHeaders: { "X-Forwarded-For": clientAddress },
    ...options,
  });
  return { context, page: await context.newPage() };
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync("tests/e2e/screenshots", { recursive: true });
  await page.screenshot({ path: `tests/e2e/screenshots/${name}.png` });
}
