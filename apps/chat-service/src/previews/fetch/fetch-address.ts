import type { IncomingMessage } from "node:http";
import { maxPreviewBytes, maxPreviewRedirects, previewFetchMs } from "../../limits.ts";
import { FetchProblem } from "./fetch-problem.ts";
import { findPlace, type Outside } from "./find-place.ts";
import { openResponse } from "./open-response.ts";
import { readBody } from "./read-body.ts";

/** What is at an address. */
export interface Found {
  /** Where it was in the end. */
  readonly url: URL;
  readonly kind: "page" | "picture";
  /** As the server says. */
  readonly charset: string | undefined;
  /** At most `maxPreviewBytes`: a page ends there, a picture throws. */
  readonly body: AsyncIterable<Buffer>;
}

/**
 * Fetches what is at a public web address, as a guest. Nothing that the address says, nor what it leads to, reaches a place that is
 * not on the public internet (adr/0056). Throws a FetchProblem where there is nothing to be had; it is over, and `read` with it,
 * after `previewFetchMs` or when `stopped` says so.
 */
export async function fetchAddress<Made>(
  address: string,
  { stopped, ...outside }: Outside & { readonly stopped: AbortSignal },
  read: (found: Found) => Promise<Made>,
): Promise<Made> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, previewFetchMs);
  stopped.addEventListener("abort", end);
  try {
    if (stopped.aborted) throw new FetchProblem("timeout");
    return await beforeEnd(follow(address, outside, ending.signal, read), ending.signal);
  } catch (error) {
    if (error instanceof FetchProblem) throw error;
    throw new FetchProblem(ending.signal.aborted ? "timeout" : "unreachable", error);
  } finally {
    clearTimeout(timer);
    stopped.removeEventListener("abort", end);
    // What was not read of it is cut off.
    end();
  }
}

async function follow<Made>(
  address: string,
  outside: Outside,
  signal: AbortSignal,
  read: (found: Found) => Promise<Made>,
): Promise<Made> {
  let place = await findPlace(address, outside);
  for (let redirects = 0; ; redirects += 1) {
    signal.throwIfAborted();
    const response = await openResponse(place, signal);
    const { location } = response.headers;
    if (!isRedirect(response) || location === undefined) return await read(toFound(place.url, response));
    response.destroy();
    if (redirects === maxPreviewRedirects) throw new FetchProblem("redirects");
    place = await findPlace(location, outside, place.url);
  }
}

function isRedirect({ statusCode }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode ?? 0);
}

function toFound(url: URL, response: IncomingMessage): Found {
  if (response.statusCode !== 200) throw new FetchProblem("status");
  const type = response.headers["content-type"] ?? "";
  const kind = kindOf(type);
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1];
  const body = readBody(response, { maxBytes: maxPreviewBytes, past: kind === "page" ? "ends" : "throws" });
  return { url, kind, charset, body };
}

function kindOf(type: string): Found["kind"] {
  if (/^\s*(text\/html|application\/xhtml\+xml)\s*(;|$)/i.test(type)) return "page";
  if (/^\s*image\/(jpeg|png|gif|webp|avif)\s*(;|$)/i.test(type)) return "picture";
  throw new FetchProblem("type");
}

/** Also what cannot be stopped, as the question for a name, is not waited for. */
async function beforeEnd<Made>(work: Promise<Made>, signal: AbortSignal): Promise<Made> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new FetchProblem("timeout")), { once: true });
  // Nobody waits for the one that comes second.
  work.catch(() => undefined);
  ended.catch(() => undefined);
  return await Promise.race([work, ended]);
}
