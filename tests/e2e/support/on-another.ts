import type { Browser, Page } from "playwright-core";
import type { SomeUser } from "./api.ts";
import { instanceOf, signIn } from "./chat-window.ts";
import { openWindow } from "./open-browser.ts";
import { phone } from "./signed-in.ts";

/** A window of somebody on another instance than `instance`: ip_hash decides by the network. */
export async function onAnother(
  browser: Browser,
  url: string,
  instance: string,
  user: Pick<SomeUser, "username">,
  kind: "desktop" | "phone" = "desktop",
): Promise<Page> {
  for (let network = 2; network < 10; network += 1) {
    const { context, page } = await openWindow(browser, url, `10.9.${network}.1`, kind === "phone" ? phone : {});
    await signIn(page, user.username);
    if ((await instanceOf(page)) !== instance) return page;
    await context.close();
  }
  throw new Error("no address is on another instance");
}
