import { afterEach, expect, test, vi } from "vitest";
import { RestClient } from "./rest-client.ts";

afterEach(() => void vi.unstubAllGlobals());

test("a request whose answer nobody wants any more is broken off, and no other", async () => {
  const asked = new Map<string, AbortSignal>();
  vi.stubGlobal("fetch", (url: string, { signal }: { readonly signal: AbortSignal }) => {
    asked.set(new URL(url).pathname, signal);
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
  });
  const client = new RestClient("http://hubbub.test", { accessToken: async () => "token", leftMs: 60_000 });
  const wanted = new AbortController();
  const patience = { signal: wanted.signal };
  const answer = client.call({ method: "GET", path: "/typed", patience }).catch((error: unknown) => error);
  void client.call({ method: "GET", path: "/other" });
  await vi.waitFor(() => expect(asked.size).toBe(2));
  wanted.abort();
  expect(await answer).toMatchObject({ code: "unavailable" });
  expect([asked.get("/typed")?.aborted, asked.get("/other")?.aborted]).toEqual([true, false]);
});
