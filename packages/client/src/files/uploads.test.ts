import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import type { Upload } from "../rest/files-api.ts";
import { Uploads } from "./uploads.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const plan = { id: "a", name: "plan.pdf", size: 4, content_type: "application/pdf" };

describe("an upload", () => {
  it("says what has gone out, and is called as its file is", async () => {
    const { uploads, tries } = start();
    const progress: number[][] = [];
    const file = new File(["plan"], "plan.pdf");
    const answer = uploads.upload(7, file, { onProgress: (...sent) => progress.push(sent) });
    tries[0]?.onSent(3);
    tries[0]?.resolve();
    expect(await answer).toEqual(plan);
    expect(progress).toEqual([
      [0, 4],
      [3, 4],
    ]);
    expect(tries.map(({ name }) => name)).toEqual(["plan.pdf"]);
  });

  it.each([
    ["rate_limited", new HubbubError("rate_limited", undefined, { status: 429, retryAfterMs: 2_000 })],
    ["overloaded", new HubbubError("overloaded", undefined, { status: 503 })],
    ["a connection that breaks", new HubbubError("unavailable")],
  ])("is tried again for %s, from the beginning", async (_, error) => {
    const { uploads, tries } = start();
    const progress: number[] = [];
    const answer = uploads.upload(7, new Blob(["plan"]), { onProgress: (sent) => progress.push(sent) });
    tries[0]?.onSent(3);
    tries[0]?.reject(error);
    await vi.runAllTimersAsync();
    tries[1]?.resolve();
    expect(await answer).toEqual(plan);
    expect(progress).toEqual([0, 3, 0]);
  });

  it.each([
    ["what is not for now", new HubbubError("forbidden", undefined, { status: 403 }), 1],
    ["more tries than three", new HubbubError("unavailable"), 3],
    ["a wait that is too long", new HubbubError("rate_limited", undefined, { retryAfterMs: 300_000 }), 1],
  ])("is given up for %s", async (_, error, count) => {
    const { uploads, tries } = start();
    const answer = uploads.upload(7, new Blob(["plan"])).catch((cause: unknown) => cause);
    for (let at = 0; at < 5; at += 1) {
      tries[at]?.reject(error);
      await vi.runAllTimersAsync();
    }
    expect(await answer).toBe(error);
    expect(tries).toHaveLength(count);
  });

  it("that nobody wants any more is broken off, on its way and while it waits", async () => {
    const { uploads, tries } = start();
    for (const isWaiting of [false, true]) {
      const wanted = new AbortController();
      const before = tries.length;
      const answer = uploads.upload(7, new Blob(["plan"]), { signal: wanted.signal }).catch((cause: unknown) => cause);
      if (isWaiting) {
        tries.at(-1)?.reject(new HubbubError("overloaded", undefined, { retryAfterMs: 5_000 }));
        await vi.advanceTimersByTimeAsync(10);
      }
      wanted.abort();
      await vi.advanceTimersByTimeAsync(10);
      expect(await answer).toMatchObject({ code: "unavailable" });
      await vi.runAllTimersAsync();
      expect(tries.length - before).toBe(1);
    }
  });

  it("that is there when nobody wants it any more is given up all the same", async () => {
    const { uploads, tries } = start();
    const wanted = new AbortController();
    const answer = uploads.upload(7, new Blob(["plan"]), { signal: wanted.signal });
    tries[0]?.resolve();
    wanted.abort();
    await expect(answer).rejects.toMatchObject({ code: "unavailable" });
  });

  it("ends with its session", async () => {
    const { uploads, tries, endSession } = start();
    const answer = uploads.upload(7, new Blob(["plan"])).catch((cause: unknown) => cause);
    endSession();
    expect(await answer).toMatchObject({ code: "unavailable" });
    expect(tries).toHaveLength(1);
  });

  it("does not begin with what is as large as something that was too large, and does with less", async () => {
    const { uploads, tries } = start();
    const error = new HubbubError("payload_too_large", "A file may have at most 5 bytes", { status: 413 });
    const refused = uploads.upload(7, new Blob(["x".repeat(8)])).catch((cause: unknown) => cause);
    tries[0]?.reject(error);
    expect(await refused).toBe(error);
    await expect(uploads.upload(7, new Blob(["x".repeat(8)]))).rejects.toBe(error);
    const smaller = uploads.upload(7, new Blob(["x".repeat(7)]));
    tries[1]?.resolve();
    expect(await smaller).toEqual(plan);
    expect(tries).toHaveLength(2);
  });
});

interface Try extends Upload {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

function start() {
  const tries: Try[] = [];
  const life = new AbortController();
  const api = {
    upload: (_: number, __: Blob, upload: Upload) =>
      new Promise<typeof plan>((resolve, reject) => {
        upload.signal.addEventListener("abort", () => reject(new HubbubError("unavailable")));
        tries.push({ ...upload, resolve: () => resolve(plan), reject });
      }),
  };
  return { uploads: new Uploads(api, () => life.signal), tries, endSession: () => life.abort() };
}
