import { expect, test, vi } from "vitest";
import { maxKnownRevocations } from "../limits.ts";
import type { Identity } from "./identity.ts";
import { Revocations } from "./revocations.ts";

const nowMs = Date.UTC(2030, 0, 1);
const until = new Date(nowMs + 60_000);
const at = new Date(nowMs - 1_000);
const ada = { userId: 7, sessionId: "s1", serverAdmin: true, issuedAt: new Date(nowMs - 5_000) } as Identity;
const bob = { userId: 8, sessionId: "s2", serverAdmin: false } as Identity;

test("tokens of a session that ended are refused, others are not", () => {
  const revocations = new Revocations();
  revocations.learn({ sessions: [{ id: "s1", until }], withdrawnAdmins: [] }, nowMs);
  expect(() => revocations.assertGood(ada)).toThrow(expect.objectContaining({ code: "unauthenticated" }));
  expect(() => revocations.assertGood(bob)).not.toThrow();
  expect([ada, bob].map((one) => revocations.reasonFor(one))).toEqual(["revoked", undefined]);
});

test("who is no admin any more needs another token, until appointed again; a token that says nothing of it stays good", () => {
  const revocations = new Revocations();
  revocations.learn({ sessions: [], withdrawnAdmins: [{ userId: 7, until, at, appointed: false }] }, nowMs);
  expect(() => revocations.assertGood(ada)).toThrow(expect.objectContaining({ code: "token_expired" }));
  expect(() => revocations.assertGood({ ...ada, serverAdmin: false })).not.toThrow();
  revocations.learn(
    { sessions: [], withdrawnAdmins: [{ userId: 7, until: undefined, at: undefined, appointed: true }] },
    nowMs,
  );
  expect(() => revocations.assertGood(ada)).not.toThrow();
});

test("who is an admin again has tokens that were issued since, though nobody said so; withdrawn again they are refused", () => {
  const revocations = new Revocations();
  const withdrawn = (at: Date) => ({ sessions: [], withdrawnAdmins: [{ userId: 7, until, at, appointed: false }] });
  revocations.learn(withdrawn(at), nowMs);
  const again = { ...ada, issuedAt: new Date(nowMs) };
  expect(revocations.reasonFor(again)).toBeUndefined();
  revocations.learn(withdrawn(new Date(nowMs + 1_000)), nowMs);
  expect(revocations.reasonFor(again)).toBe("token_expired");
});

test("listeners hear of news once, and of nothing that is known or over", () => {
  const revocations = new Revocations();
  const heard = vi.fn<() => void>();
  revocations.onNews(heard);
  const news = { sessions: [{ id: "s1", until }], withdrawnAdmins: [] };
  revocations.learn(news, nowMs);
  revocations.learn(news, nowMs);
  revocations.learn({ sessions: [{ id: "old", until: new Date(nowMs) }], withdrawnAdmins: [] }, nowMs);
  expect(heard).toHaveBeenCalledTimes(1);
});

test("what no living token can be of is forgotten, and where there are too many the oldest", () => {
  const revocations = new Revocations();
  const sessions = Array.from({ length: maxKnownRevocations + 1 }, (_, i) => ({ id: `s${i}`, until }));
  revocations.learn({ sessions, withdrawnAdmins: [] }, nowMs);
  expect(revocations.size).toBe(maxKnownRevocations);
  expect(revocations.reasonFor({ ...bob, sessionId: "s0" })).toBeUndefined();
  revocations.forget(until.getTime());
  expect(revocations.size).toBe(0);
});
