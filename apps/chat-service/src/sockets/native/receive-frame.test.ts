import { AppError } from "@hubbub/errors";
import { parseRate, type Rate } from "@hubbub/rate-limits";
import { createLogger } from "@hubbub/service-runtime";
import { expect, test, vi } from "vitest";
import { maxBadFrames, maxFrameBytesBeforeAuth } from "../../limits.ts";
import { FrameAllowance } from "../session/frame-allowance.ts";
import type { SocketServices } from "../session/socket-services.ts";
import { SocketSession } from "../session/socket-session.ts";
import { receiveControlFrame, receiveFrame } from "./receive-frame.ts";

test("what comes behind an auth that is still verified is neither small nor refused, and waits", async () => {
  const { session, ended, receive, verified } = scenario();
  receive({ type: "auth", token: "t" });
  for (let i = 0; i < 2 * maxBadFrames; i += 1)
    receive({ type: "leave_room", padding: "x".repeat(maxFrameBytesBeforeAuth) });
  expect(session.commands.unanswered).toBe(1 + 2 * maxBadFrames);
  expect(ended).toEqual([]);
  verified.reject(new AppError("unauthenticated"));
  await vi.waitFor(() => expect(ended).toEqual([4500]));
});

test("an auth that failed for the server's sake leaves a stranger", async () => {
  const { session, said, ended, receive, verified } = scenario();
  receive({ type: "auth", token: "t" });
  expect(session.beforeAuth).toBe(false);
  verified.reject(new Error("broken"));
  await vi.waitFor(() => expect(session.beforeAuth).toBe(true));
  receive({ type: "leave_room" });
  expect(said()).toEqual(["internal", "unauthenticated"]);
  receive({ type: "ping", padding: "x".repeat(maxFrameBytesBeforeAuth) });
  expect(ended).toEqual([4501]);
});

test("nothing is read any more of what comes to a closed session", () => {
  const { session, receive, said } = scenario();
  session.close("shutdown");
  const spend = vi.spyOn(session.allowance, "spend");
  const parse = vi.spyOn(JSON, "parse");
  receive({ type: "auth", token: "t" });
  expect(spend).not.toHaveBeenCalled();
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
  expect(session.commands.unanswered).toBe(0);
  expect(said()).toEqual([]);
});

test("a clock that is set refuses nobody: all that a socket sends goes by one that is not", () => {
  const rates = { frames: rate("20/10"), frame_bytes: rate("100000/10"), typing: rate("1/1") };
  const { session, services, receive, said } = scenario(new FrameAllowance(rates));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_600_000 });
  receiveControlFrame(session, 0, services);
  vi.useRealTimers();
  receive({ type: "leave_room" });
  expect(said()).toEqual(["unauthenticated"]);
});

function rate(text: string): Rate {
  return parseRate(text)!;
}

function scenario(allowance?: FrameAllowance) {
  const sent: string[] = [];
  const ended: number[] = [];
  const verified = Promise.withResolvers<never>();
  const session = new SocketSession(
    {
      send: (frame) => sent.push(Buffer.from(frame).toString()),
      cork: (write) => write(),
      end: (code) => ended.push(code),
      close: () => ended.push(1006),
      getBufferedAmount: () => 0,
    },
    {
      onAuthenticate: () => undefined,
      onRemoved: () => undefined,
      onAbuse: () => undefined,
      onClosed: () => undefined,
    },
    allowance,
  );
  const logger = createLogger({ service: "test", level: "silent" });
  const services = {
    verifier: { verify: () => verified.promise },
    metrics: {
      commandDone: () => undefined,
      limited: () => undefined,
      commandRefused: () => undefined,
      disconnected: () => undefined,
    },
    events: { logger, metrics: { authRequests: { inc: () => undefined } } },
    logger,
  } as unknown as SocketServices;
  return {
    session,
    services,
    ended,
    verified,
    receive: (frame: object) => receiveFrame(session, JSON.stringify(frame), services),
    said: () => sent.map((text) => (JSON.parse(text) as { code: string }).code),
  };
}
