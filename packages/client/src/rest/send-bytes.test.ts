import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import { sendBytes } from "./send-bytes.ts";

const opened: (() => void)[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  for (const close of opened.splice(0)) close();
});

describe("in Node", () => {
  it("the bytes go out as they are, with their length, and it is said how many have", async () => {
    const { url, bodies } = await serve((_, response) => response.end(JSON.stringify({ id: "a" })));
    const sent: number[] = [];
    const bytes = new Blob([new Uint8Array(3_000_000).fill(7)], { type: "image/png" });
    const answer = await send({ url, bytes, onSent: (count) => sent.push(count) });
    expect(answer).toEqual({ status: 200, retryAfter: null, body: { id: "a" } });
    const [{ headers, length } = { headers: {}, length: 0 }] = bodies;
    expect(length).toBe(3_000_000);
    expect(headers).toMatchObject({
      "content-length": "3000000",
      "content-type": "image/png",
      authorization: "Bearer token",
    });
    expect(sent.length).toBeGreaterThan(1);
    expect(sent).toEqual(sent.toSorted((one, other) => one - other));
    expect(sent.at(-1)).toBe(3_000_000);
  });

  it("of a large file no more than a few pieces are read before they have gone out", async () => {
    const { url, wait } = await serve(() => {}, "unread");
    const bytes = new Blob([new Uint8Array(50_000_000)]);
    let sent = 0;
    const over = new AbortController();
    const answer = send({ url, bytes, signal: over.signal, onSent: (count) => (sent = count) }).catch(() => {});
    await wait();
    // What the kernel takes is not bounded by us.
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    let before = -1;
    await vi.waitFor(() => {
      const isStill = before === sent;
      before = sent;
      expect(isStill).toBe(true);
    });
    expect(sent).toBeLessThan(30_000_000);
    over.abort();
    await answer;
  });

  it("what the server refuses with is an answer", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(429, { "retry-after": "7" }).end("no JSON");
    });
    expect(await send({ url })).toEqual({ status: 429, retryAfter: "7", body: undefined });
  });

  it("a connection that breaks is `unavailable`, as is one that is broken off", async () => {
    const { url } = await serve(({ socket }) => socket.destroy());
    await expect(send({ url })).rejects.toMatchObject({ code: "unavailable", status: 0 });
    const over = new AbortController();
    const { url: slow, wait } = await serve(() => {});
    const answer = send({ url: slow, signal: over.signal });
    await wait();
    over.abort();
    await expect(answer).rejects.toBeInstanceOf(HubbubError);
  });
});

describe("in a browser", () => {
  it("what has gone out is what the browser says, and its answer is the server's", async () => {
    const xhr = fakeXhr();
    const sent: number[] = [];
    const answer = send({ url: "http://hubbub.test/files", onSent: (count) => sent.push(count) });
    xhr.progress(2);
    xhr.end(413, '{"code":"payload_too_large"}');
    expect(await answer).toEqual({ status: 413, retryAfter: "3", body: { code: "payload_too_large" } });
    expect(sent).toEqual([2]);
    expect(xhr.seen).toMatchObject({ method: "POST", url: "http://hubbub.test/files", size: 4 });
    expect(xhr.seen.headers).toMatchObject({ authorization: "Bearer token" });
  });

  it("what nobody wants any more is broken off", async () => {
    const xhr = fakeXhr();
    const over = new AbortController();
    const answer = send({ url: "http://hubbub.test/files", signal: over.signal });
    over.abort();
    await expect(answer).rejects.toMatchObject({ code: "unavailable" });
    expect(xhr.seen.isAborted).toBe(true);
  });

  it("what nobody wanted any more before it began is not sent", async () => {
    const xhr = fakeXhr();
    const signal = AbortSignal.abort();
    await expect(send({ url: "http://hubbub.test/files", signal })).rejects.toMatchObject({ code: "unavailable" });
    expect(xhr.seen.method).toBe("");
  });

  it("once all is out its answer is waited for longer than the edge waits", async () => {
    vi.useFakeTimers();
    const xhr = fakeXhr();
    const answer = send({ url: "http://hubbub.test/files" });
    xhr.progress(4);
    await vi.advanceTimersByTimeAsync(149_000);
    expect(xhr.seen.isAborted).toBe(false);
    xhr.end(200, "{}");
    expect(await answer).toMatchObject({ status: 200 });
  });

  it("what does not move for a minute counts as broken, and what moves does not", async () => {
    vi.useFakeTimers();
    const xhr = fakeXhr();
    const answer = send({ url: "http://hubbub.test/files" }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(59_000);
    xhr.progress(1);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(xhr.seen.isAborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(xhr.seen.isAborted).toBe(true);
    expect(await answer).toMatchObject({ code: "unavailable" });
  });
});

function send(
  request: Pick<Parameters<typeof sendBytes>[0], "url"> & Partial<Parameters<typeof sendBytes>[0]>,
): ReturnType<typeof sendBytes> {
  const signal = new AbortController().signal;
  return sendBytes({ token: "token", bytes: new Blob(["plan"]), signal, onSent: () => {}, ...request });
}

/** A server, and what has come to it. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  how: "read" | "unread" = "read",
) {
  const bodies: { readonly headers: IncomingMessage["headers"]; readonly length: number }[] = [];
  const come = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    come.resolve();
    if (how === "unread") return;
    let length = 0;
    request.on("data", (chunk: Buffer) => (length += chunk.byteLength));
    request.on("end", () => {
      bodies.push({ headers: request.headers, length });
      answer(request, response);
    });
    request.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`, bodies, wait: () => come.promise };
}

/** Stands in for a browser's XMLHttpRequest. */
function fakeXhr() {
  const seen = { method: "", url: "", size: 0, headers: {} as Record<string, string>, isAborted: false };
  const listeners = new Map<string, (event: { readonly loaded: number }) => void>();
  const xhr = {
    status: 0,
    responseText: "",
    upload: { addEventListener: (_: string, listener: () => void) => listeners.set("progress", listener) },
    open: (method: string, url: string) => Object.assign(seen, { method, url }),
    setRequestHeader: (name: string, value: string) => (seen.headers[name] = value),
    addEventListener: (type: string, listener: () => void) => listeners.set(type, listener),
    getResponseHeader: () => "3",
    send: ({ size }: Blob) => (seen.size = size),
    abort: () => {
      seen.isAborted = true;
      listeners.get("loadend")?.({ loaded: 0 });
    },
  };
  vi.stubGlobal("XMLHttpRequest", function Xhr() {
    return xhr;
  });
  return {
    seen,
    progress: (loaded: number) => listeners.get("progress")?.({ loaded }),
    end: (status: number, responseText: string) => {
      Object.assign(xhr, { status, responseText });
      listeners.get("loadend")?.({ loaded: 0 });
    },
  };
}
