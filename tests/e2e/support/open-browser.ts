import { existsSync, mkdirSync } from "node:fs";
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

// The shell has no window around its pages: opening one takes a third of the CPU time.
const browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM"] ?? browsers.find((path) => existsSync(path)) ?? browsers[0]!;
  return chromium.launch({ executablePath, args });
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

/** For people to look at, where SCREENSHOTS=1 asks for it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env["SCREENSHOTS"] !== "1") return;
  mkdirSync("tests/e2e/screenshots", { recursive: true });
  await page.screenshot({ path: `tests/e2e/screenshots/${name}.png` });
}
