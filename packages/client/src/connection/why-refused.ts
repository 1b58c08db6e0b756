import { HubbubError } from "../hubbub-error.ts";
import { callApi } from "../rest/call-api.ts";

/**
 * Asks why no WebSocket opens: browsers do not tell their pages. Resolves with `forbidden` where pages of this origin may
 * not connect, with undefined where that is not it, or nobody answers.
 */
export async function whyRefused(baseUrl: string, origin: string): Promise<HubbubError | undefined> {
  try {
    await callApi(baseUrl, { method: "GET", path: "/ws", query: { origin } });
  } catch (error) {
    if (error instanceof HubbubError && error.code === "forbidden") return error;
  }
  return undefined;
}
