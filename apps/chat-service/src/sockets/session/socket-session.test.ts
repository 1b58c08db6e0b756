import { expect, test } from "vitest";
import type { Identity } from "../../identity/identity.ts";
import { type RawSocket, SocketSession } from "./socket-session.ts";

const frames = ["a", "b", "c"].map((text) => Buffer.from(text));
const pong = JSON.stringify({ type: "pong" });

test("frames are written in one go, in order", () => {
  const { session, sent, corks } = scenario();
  session.write(frames);
  expect(sent).toEqual(["a", "b", "c"]);
  expect(corks.count).toBe(1);
});

test("one frame needs nothing around it, and nothing is asked of a socket that took all of it", () => {
  const { session, sent, corks, taken } = scenario();
  expect(session.write([Buffer.from("a")])).toBe(0);
  taken.all = false;
  expect(session.write([Buffer.from("b")])).toBe(5);
  expect(sent).toEqual(["a", "b"]);
  expect(corks.count).toBe(0);
});

test("what may wait goes out in one write at the end of the turn", async () => {
  const { session, sent, corks } = scenario();
  session.sendLater({ type: "pong" });
  session.sendLater({ type: "pong" });
  expect(sent).toEqual([]);
  await new Promise(setImmediate);
  expect(sent).toEqual([pong, pong]);
  expect(corks.count).toBe(1);
});

test("what may wait keeps its place before what is sent at once, and before the end", async () => {
  const { session, sent, ended } = scenario();
  session.sendLater({ type: "pong" });
  session.write(frames);
  session.sendLater({ type: "pong" });
  session.close("shutdown");
  await new Promise(setImmediate);
  expect(sent).toEqual([pong, "a", "b", "c", pong]);
  expect(ended).toEqual([4000]);
});

test("a socket that its full buffer closes in the middle is not touched again", () => {
  const { session, sent, onSend } = scenario();
  onSend.run = () => session.closed();
  session.write(frames);
  session.write(frames);
  session.close("slow_consumer");
  expect(sent).toEqual(["a"]);
  expect(session.bufferedBytes()).toBe(0);
});

test("it is ended once, with the code of the reason", () => {
  const { session, ended } = scenario();
  session.close("resync");
  session.close("shutdown");
  session.send({ type: "pong" });
  expect(ended).toEqual([4004]);
});

test("commands that wait when it is closed do not run any more", async () => {
  const { session } = scenario();
  const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
  const ran: string[] = [];
  session.commands.push("alone", async () => {
    await refused;
    session.close("unauthenticated");
  });
  session.commands.push("together", async () => void ran.push("sent behind it"));
  refuse();
  await new Promise(setImmediate);
  expect(session.open).toBe(false);
  expect(ran).toEqual([]);
});

test("it can be cut off instead, without a word", () => {
  const { session, ended } = scenario();
  session.cut();
  session.close("slow_consumer");
  session.cut();
  session.write(frames);
  expect(ended).toEqual([1006]);
});

test("one that was closed while its auth was verified speaks for nobody, and counts as nobody's", () => {
  const { session, authenticated } = scenario();
  session.close("shutdown");
  session.authenticate({ userId: 7 } as Identity);
  expect(session.identity).toBeUndefined();
  expect(authenticated).toEqual([]);
});

function scenario() {
  const authenticated: number[] = [];
  const sent: string[] = [];
  const ended: number[] = [];
  const corks = { count: 0 };
  const taken = { all: true };
  const onSend = { run: () => {} };
  const socket: RawSocket = {
    send(message) {
      sent.push(Buffer.from(message).toString());
      onSend.run();
      return taken.all ? 1 : 0;
    },
    cork(write) {
      corks.count += 1;
      write();
    },
    end: (code) => void ended.push(code),
    close: () => void ended.push(1006),
    getBufferedAmount: () => 5,
  };
  return {
    session: new SocketSession(socket, {
      onAuthenticate: ({ userId }) => void authenticated.push(userId),
      onRemoved() {},
      onAbuse() {},
      onClosed() {},
    }),
    authenticated,
    sent,
    ended,
    corks,
    taken,
    onSend,
  };
}
