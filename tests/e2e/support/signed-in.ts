import type { Browser, BrowserContext, Page } from "playwright-core";
import type { SomeUser } from "./api.ts";
import { signIn } from "./chat-window.ts";
import { openWindow } from "./open-browser.ts";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A window of somebody, as wide as a phone where it is asked for. */
export async function signedIn(
  browser: Browser,
  url: string,
  user: Pick<SomeUser, "username">,
  kind: "desktop" | "phone" = "desktop",
): Promise<{ context: BrowserContext; page: Page }> {
  const opened = await openWindow(browser, url, "10.1.1.1", kind === "phone" ? phone : {});
  await signIn(opened.page, user.username);
  return opened;
}
