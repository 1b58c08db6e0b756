import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { membershipSweepMs, membershipSweepStepMs } from "../../limits.ts";
import { PeopleRig } from "../testing/people-rig.ts";
import { MembershipSweep } from "./membership-sweep.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("comes to everybody in turn, evenly, who came meanwhile too", () => {
  const people = new Set(Array.from({ length: 300 }, (_, i) => i));
  const visits: number[] = [];
  const sweep = new MembershipSweep({
    people: { size: 300, all: () => people.values() },
    visit: (person) => visits.push(person),
  });
  sweep.start();
  vi.advanceTimersByTime(membershipSweepStepMs);
  expect(visits).toHaveLength((300 * membershipSweepStepMs) / membershipSweepMs);
  vi.advanceTimersByTime(membershipSweepMs - membershipSweepStepMs);
  expect(new Set(visits)).toEqual(people);
  expect(visits).toHaveLength(300);
  people.add(1_000);
  vi.advanceTimersByTime(2 * membershipSweepStepMs);
  expect(visits).toContain(1_000);
  sweep.stop();
  const before = visits.length;
  vi.advanceTimersByTime(membershipSweepMs);
  expect(visits).toHaveLength(before);
});

test("a message and a membership that nobody told of are found within a sweep", async () => {
  const rig = new PeopleRig();
  const [general, secret] = [1, 101];
  rig.member(7, general);
  const socket = rig.connect(7);
  await vi.advanceTimersByTimeAsync(10);
  rig.post(general);
  rig.member(7, secret);
  rig.post(secret);
  await vi.advanceTimersByTimeAsync(membershipSweepMs + 2_000);
  expect(socket.told.flat()).toEqual([
    [general, 1],
    [secret, 1],
  ]);
  await rig.people.stop();
});
