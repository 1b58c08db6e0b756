import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeChatServer } from "../testing/fake-chat-server.ts";
import { startClient } from "../testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const pageOrigin = "https://page.example";
const detail = "ALLOWED_ORIGINS names those that may";
const forbidden = { status: 403, body: { code: "forbidden", detail, errors: [] } };
const plain = { status: 400, body: { code: "invalid_argument", detail: "no upgrade", errors: [] } };

describe("a page whose WebSocket does not open", () => {
  const start = async (answer: typeof forbidden, options: { pageOrigin?: string } = { pageOrigin }) => {
    const server = new FakeChatServer();
    server.mode = "down";
    const answers = { "GET /ws": () => answer };
    const { client, seen } = await startClient(server, answers, options);
    await vi.advanceTimersByTimeAsync(1);
    return { server, client, asked: () => seen.filter(({ path }) => path.startsWith("/ws")).map(({ path }) => path) };
  };

  it("asks why, and is told that pages like it may not connect, for as long as that is so", async () => {
    const { server, client, asked } = await start(forbidden);
    const refusal = { code: "forbidden", message: detail };
    expect(client.connection.state.snapshot()).toMatchObject({ status: "waiting", refusal });
    expect(asked()[0]).toBe("/ws?origin=https%3A%2F%2Fpage.example");
    const states: unknown[] = [];
    client.connection.state.subscribe(() => {
      const state = client.connection.state.snapshot();
      states.push("refusal" in state ? state.refusal?.code : state.status);
    });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(new Set(states)).toEqual(new Set(["forbidden"]));
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.connection.state.snapshot().status).toBe("online");
    server.dropAll(1006);
    expect(client.connection.state.snapshot()).toMatchObject({ status: "waiting", refusal: undefined });
  });

  it("is told nothing where the server is only away, and asks no more once it was connected", async () => {
    const { server, client, asked } = await start(plain);
    expect(client.connection.state.snapshot()).toMatchObject({ status: "waiting", refusal: undefined });
    server.mode = "up";
    await vi.advanceTimersByTimeAsync(60_000);
    const before = asked().length;
    expect(before).toBeGreaterThan(0);
    server.mode = "down";
    server.dropAll(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toHaveLength(before);
  });

  it("is no page where no origin is known, and asks nothing", async () => {
    const { asked } = await start(forbidden, {});
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked()).toEqual([]);
  });
});
