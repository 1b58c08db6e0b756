import exec from "k6/execution";
import http from "k6/http";
import { measures } from "./measures.ts";
import { settings } from "./settings.ts";

interface Call {
  readonly token?: string;
  /** `X-Forwarded-For` and the like. */
  readonly headers: Record<string, string>;
  readonly body?: object;
  /** In metrics, instead of the URL with its ids. */
  readonly route?: string;
  /** Besides 200. */
  readonly alsoFine?: number;
}

/** One REST call. Anything but 200, and `alsoFine`, counts as an error and throws; 429 ends the whole run. */
export function call(method: "GET" | "POST", path: string, call: Call): { status: number; answer: unknown } {
  const { token, body, route = path, alsoFine } = call;
  const headers: Record<string, string> = { ...call.headers, "Content-Type": "application/json" };
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  const response = http.request(method, settings.baseUrl + path, body === undefined ? null : JSON.stringify(body), {
    headers,
    tags: { name: `${method} ${route}` },
    responseCallback: http.expectedStatuses(200, alsoFine ?? 200),
    timeout: "30s",
  });
  const { status } = response;
  const text = typeof response.body === "string" ? response.body : "";
  if (status === 429) abortLimited(`${method} ${path}`);
  if (status !== 200 && status !== alsoFine) {
    measures.errors.add(1, { what: `${method} ${route} ${status}` });
    throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`);
  }
  return { status, answer: JSON.parse(text) };
}

export function abortLimited(what: string): void {
  measures.errors.add(1, { what: "rate limited" });
  exec.test.abort(
    `${what} was refused with "rate_limited": so much is more than the limits of ${settings.baseUrl} let one person or ` +
      "address do. Start the system with RATE_LIMITS=off make up",
  );
}
