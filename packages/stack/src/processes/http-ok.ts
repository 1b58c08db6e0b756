import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";

/** Whether a GET of this address is answered with success, soon. Whose certificate it has does not matter. */
export function httpOk(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const get = url.startsWith("https:") ? getHttps : getHttp;
    // No agent: a connection that is kept would be one to a process that may be gone.
    const options = { agent: false, signal: AbortSignal.timeout(2_000), rejectUnauthorized: false } as const;
    const request = get(url, options, ({ statusCode = 0 }) => {
      request.destroy();
      resolve(statusCode >= 200 && statusCode < 300);
    });
    request.on("error", () => resolve(false));
  });
}
