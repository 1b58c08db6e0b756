import { afterEach, expect, test, vi } from "vitest";
import { fetchBytes } from "./fetch-bytes.ts";

const { signal } = new AbortController();

afterEach(() => void vi.unstubAllGlobals());

test("asks for the beginning alone, and takes no more where the server sends it all", async () => {
  const sent = vi.fn<() => Promise<Response>>(() => Promise.resolve(new Response("x".repeat(100_000))));
  vi.stubGlobal("fetch", sent);
  expect((await fetchBytes("/files/1/a.txt?e=1", 1_024, signal)).byteLength).toBe(1_024);
  expect(sent).toHaveBeenCalledWith("/files/1/a.txt?e=1", { headers: { Range: "bytes=0-1023" }, signal });
});

test("a shorter file is taken whole", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("short", { status: 206 })));
  expect(new TextDecoder().decode(await fetchBytes("/files/1/a.txt", 1_024, signal))).toBe("short");
});

test("what the server refuses is no text of the file", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("Forbidden", { status: 403 })));
  await expect(fetchBytes("/files/1/a.txt", 1_024, signal)).rejects.toThrow("403");
});
