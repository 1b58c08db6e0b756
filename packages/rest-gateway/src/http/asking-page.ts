import type { HttpRequest } from "uWebSockets.js";

/** What a browser says of the page that asks. No page can say it of another one. */
export interface AskingPage {
  /** Empty where no page asks, or where one reads from its own host. */
  readonly origin: string;
  /** Under which names it asked us: as the last proxy heard it, and as the first one did. */
  readonly hosts: readonly string[];
  /** `Sec-Fetch-Site`: empty in older browsers, and over plain HTTP. */
  readonly site: string;
}

export function askingPage(request: Pick<HttpRequest, "getHeader">): AskingPage {
  return {
    origin: request.getHeader("origin"),
    hosts: [request.getHeader("host"), request.getHeader("x-forwarded-host")],
    site: request.getHeader("sec-fetch-site"),
  };
}
