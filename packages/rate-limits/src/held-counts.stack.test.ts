import { type TestRedis, testRedis, waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { HeldCounts } from "./held-counts.ts";
import { accountSubject } from "./subject.ts";
import { openLink } from "./testing/open-link.ts";

let redis: TestRedis;
beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.stop());

async function instance(holder: string) {
  const counts = new HeldCounts({ what: "sockets", max: 20, holder, link: await openLink(redis.url) });
  onTestFinished(() => counts.close());
  return counts;
}

function takeAll(counts: HeldCounts, subject: ReturnType<typeof accountSubject>): number {
  let taken = 0;
  while (counts.take(subject)) taken += 1;
  return taken;
}

test("an instance that is alone counts to the bound, and what is given back may be taken again", () => {
  const counts = new HeldCounts({ what: "sockets", max: 20, holder: "alone" });
  onTestFinished(() => counts.close());
  const ann = accountSubject(1);
  expect(takeAll(counts, ann)).toBe(20);
  expect(counts.take(accountSubject(2))).toBe(true);
  counts.release(ann);
  expect(takeAll(counts, ann)).toBe(1);
  for (let given = 0; given < 100; given += 1) counts.release(ann);
  expect(takeAll(counts, ann)).toBe(20);
});

test("what is held on one instance counts on the others, until it is given back", async () => {
  const [first, second] = [await instance("chat-1"), await instance("chat-2")];
  const ann = accountSubject(3);
  for (let taken = 0; taken < 15; taken += 1) first.take(ann);
  for (let taken = 0; taken < 2; taken += 1) second.take(ann);
  // It has told of its own two by then, and heard of the fifteen.
  await waitFor(() => {
    if (second.take(ann)) second.release(ann);
    const more = takeAll(second, ann);
    for (let taken = 0; taken < more; taken += 1) second.release(ann);
    expect(more).toBe(3);
  });
  for (let given = 0; given < 15; given += 1) first.release(ann);
  await waitFor(() => {
    const more = takeAll(second, ann);
    for (let taken = 0; taken < more; taken += 1) second.release(ann);
    expect(more).toBe(18);
  });
});
