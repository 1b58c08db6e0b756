import { keepConnected } from "../attacker/connect.ts";
import { requestBytes } from "../attacker/http-bytes.ts";
import { keepWebSocket } from "../attacker/open-web-socket.ts";
import type { Target } from "../attacker/target.ts";
import { textFrame } from "../attacker/web-socket-bytes.ts";
import type { Attack } from "./attack.ts";
import { limitedBy, type Share } from "./share.ts";

const trickleMs = 1_000;
/** 200 of an address that do not say who they are, each for 10 s. */
const unauthenticated: Share = { of: ["connected"], atMost: (seconds) => 200 * (1 + Math.ceil(seconds / 10)) };
const openSockets: Share = { of: ["success"], atMost: () => 50 };

/** What is done with connections alone. */
export const connections: readonly Attack[] = [
  {
    name: "connects",
    title: "opens WebSockets and drops them at once",
    shares: [limitedBy(["connected"], ["connects"])],
    run: (target) =>
      each(64, () =>
        keepWebSocket(target, {
          path: "/ws",
          opened(socket) {
            target.tally.sent();
            socket.destroy();
          },
        }),
      ),
  },
  {
    name: "held-sockets",
    title: "opens as many WebSockets as it gets and never authenticates",
    shares: [unauthenticated],
    run: (target) => each(1_000, () => keepWebSocket(target, { path: "/ws", opened: () => target.tally.sent() })),
  },
  {
    name: "signed-in-sockets",
    title: "signed in, opens as many sockets as it gets",
    shares: [openSockets],
    run: (target) =>
      each(400, () =>
        keepWebSocket(target, {
          path: "/ws",
          opened(socket) {
            target.tally.sent();
            socket.write(textFrame(JSON.stringify({ type: "auth", token: target.me.token })));
          },
        }),
      ),
  },
  {
    name: "slowloris",
    title: "holds 2 000 connections with half a head, a line more each second",
    run: (target) =>
      each(2_000, () =>
        hold(
          target,
          `GET /api/v1/users/me HTTP/1.1\r\nHost: hubbub\r\nX-Forwarded-For: ${target.address}\r\n`,
          "X-More: 1\r\n",
        ),
      ),
  },
  {
    name: "slow-bodies",
    title: "holds 400 requests whose body comes a byte each second",
    run(target) {
      const body = "[".repeat(8_000);
      const whole = requestBytes(target, { method: "POST", path: "/api/v1/users/login", body }).toString("latin1");
      each(400, () => hold(target, whole.slice(0, -body.length), "["));
    },
  },
  {
    name: "half-open",
    title: "holds 2 000 connections and says nothing",
    run: (target) => each(2_000, () => hold(target, "", "")),
  },
];

function each(count: number, open: () => void): void {
  for (let index = 0; index < count; index += 1) open();
}

/** Sends `first`, then `more` each second. */
function hold(target: Target, first: string, more: string): void {
  keepConnected(target, (socket) => {
    target.tally.sent();
    let status: string | undefined;
    if (first !== "") socket.write(first);
    const trickle = more === "" ? undefined : setInterval(() => socket.write(more), trickleMs);
    socket.on("data", (chunk: Buffer) => (status ??= /^HTTP\/1.1 (\d+)/.exec(chunk.toString("latin1", 0, 16))?.[1]));
    socket.on("close", () => clearInterval(trickle));
    return () => status ?? "cut";
  });
}
