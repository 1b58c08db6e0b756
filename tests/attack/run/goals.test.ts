import { expect, test } from "vitest";
import { figuresOf } from "../bystanders/figures.ts";
import { missedGoals } from "./goals.ts";
import type { Outcome, ServiceOutcome } from "./outcome.ts";

const mebibyte = 1024 * 1024;

test("an attack that nobody noticed misses nothing", () => {
  expect(missedGoals(outcome({}))).toEqual([]);
});

test("each goal that was missed is named", () => {
  expect(missedGoals(outcome({ ackMs: 101 }))).toEqual(["send → ack"]);
  expect(missedGoals(outcome({ meMs: 101 }))).toEqual(["/users/me"]);
  expect(missedGoals(outcome({ connectMs: 1_001 }))).toEqual(["connect"]);
  expect(missedGoals(outcome({ loginMs: 1_001 }))).toEqual(["login"]);
  expect(missedGoals(outcome({ errors: { "ack: unavailable": 1 } }))).toEqual(["errors"]);
  expect(missedGoals(outcome({ chat: { loop: { p99Ms: 21, maxMs: 21 } } }))).toEqual(["event loop"]);
  expect(missedGoals(outcome({ chat: { memory: memory(100, 385, 149) } }))).toEqual(["memory of the chat instance"]);
  expect(missedGoals(outcome({ users: { memory: memory(100, 400, 100) } }))).toEqual(["memory of the user-service"]);
  expect(missedGoals(outcome({ users: { restarts: 1 } }))).toEqual(["restarted"]);
});

test("a service that did not say how its event loop fared missed that goal", () => {
  expect(missedGoals(outcome({ chat: { loop: { p99Ms: Number.NaN, maxMs: Number.NaN } } }))).toEqual(["event loop"]);
});

test("an attacker may be refused in every way but an error of the server's", () => {
  const spoils = { sent: 9, got: { 429: 1, 503: 2, cut: 1, 500: 1, "error internal": 1, "close 4501": 3 } };
  expect(missedGoals({ ...outcome({}), spoils })).toEqual(["the attacker got 500", "the attacker got error internal"]);
});

test("an attacker may not get more than its share", () => {
  expect(missedGoals({ ...outcome({}), excess: ["the attacker got 200 × 9, of 8 at most"] })).toEqual([
    "the attacker got 200 × 9, of 8 at most",
  ]);
});

interface Differences {
  readonly ackMs?: number;
  readonly meMs?: number;
  readonly connectMs?: number;
  readonly loginMs?: number;
  readonly errors?: Readonly<Record<string, number>>;
  readonly chat?: Partial<ServiceOutcome>;
  readonly users?: Partial<ServiceOutcome>;
}

function outcome(differences: Differences): Outcome {
  const {
    ackMs = 100,
    meMs = 100,
    connectMs = 1_000,
    loginMs = 1_000,
    errors = {},
    chat = {},
    users = {},
  } = differences;
  const fine: ServiceOutcome = { loop: { p99Ms: 20, maxMs: 90 }, memory: memory(100, 384, 110), restarts: 0 };
  const measured = {
    ack: figuresOf([ackMs]),
    me: figuresOf([meMs]),
    connect: figuresOf([connectMs]),
    login: figuresOf([loginMs]),
  };
  return {
    attack: "pings",
    title: "sends pings",
    seconds: 10,
    bystanders: { measured, errors },
    services: { chat: { ...fine, ...chat }, users: { ...fine, ...users } },
    spoils: undefined,
  };
}

function memory(before: number, highest: number, after: number): ServiceOutcome["memory"] {
  return {
    beforeBytes: before * mebibyte,
    highestBytes: highest * mebibyte,
    afterBytes: after * mebibyte,
  };
}
