import { type TestRedis, testRedis, waitFor } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RateLimits } from "./rate-limits.ts";
import { SharedLimits } from "./shared-limits.ts";
import { accountSubject, type Subject } from "./subject.ts";
import { openLink } from "./testing/open-link.ts";

const rates = { rooms: { count: 20, seconds: 3_600, burst: 20 }, messages: { count: 20, seconds: 3_600, burst: 40 } };
type Name = keyof typeof rates;

let redis: TestRedis;
let accounts = 0;
beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.stop());

async function instance(nowMs = () => performance.now()) {
  const link = await openLink(redis.url);
  const refused: Name[] = [];
  const limits = new SharedLimits<Name>({ rates, link, nowMs, onRefused: (name) => void refused.push(name) });
  return { link, limits, refused };
}

function someone(): Subject {
  accounts += 1;
  return accountSubject(accounts);
}

async function passes(limits: RateLimits<Name>, subject: Subject, name: Name): Promise<boolean> {
  return limits.spend(subject, { name }).then(
    () => true,
    () => false,
  );
}

type Instance = Awaited<ReturnType<typeof instance>>;

/** Who waited for Redis in vain, as on a busy machine one may, decides alone for a while: then it is done again. */
async function whileTheyShare<Answer>(instances: readonly Instance[], act: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    await waitFor(() => expect(instances.map(({ limits }) => limits.alone)).not.toContain(true));
    const answer = await act();
    if (!instances.some(({ limits }) => limits.alone)) return answer;
  }
}

function passesNow(limits: RateLimits<Name>, subject: Subject): boolean {
  try {
    limits.spendNow(subject, { name: "messages" });
    return true;
  } catch {
    return false;
  }
}

test("of what is asked on several instances at once exactly the burst passes", async () => {
  const [first, second] = [await instance(), await instance()];
  const passed = await whileTheyShare([first, second], async () => {
    const ann = someone();
    for (const { refused } of [first, second]) refused.length = 0;
    const asked = Array.from({ length: 60 }, (_, at) =>
      passes(at % 2 === 0 ? first.limits : second.limits, ann, "rooms"),
    );
    return (await Promise.all(asked)).filter(Boolean);
  });
  expect(passed).toHaveLength(20);
  expect(first.refused.length + second.refused.length).toBe(40);
  expect(await passes(second.limits, someone(), "rooms")).toBe(true);
});

test("a refusal says when it will pass, and the charges with it are not taken", async () => {
  const { limits } = await instance();
  const ann = someone();
  await limits.spend(ann, { name: "rooms", cost: 20 });
  const refusal = limits.spend(ann, { name: "messages", cost: 40 }, { name: "rooms" });
  await expect(refusal).rejects.toMatchObject({ code: "rate_limited" });
  await expect(refusal).rejects.toSatisfy(({ retryAfterMs }) => retryAfterMs > 170_000 && retryAfterMs <= 180_000);
  await limits.spend(ann, { name: "messages", cost: 40 });
});

test("what one instance spends at once, the others come to know", async () => {
  const [first, second] = [await instance(), await instance()];
  const ann = someone();
  for (let sent = 0; sent < 40; sent += 1) expect(passesNow(first.limits, ann)).toBe(true);
  expect(passesNow(first.limits, ann)).toBe(false);
  // The other one finds out with its own first lease, and has as much again by what it knows itself.
  for (let sent = 0; sent < 20; sent += 1) expect(passesNow(second.limits, ann)).toBe(true);
  await waitFor(() => expect(() => second.limits.check(ann, { name: "messages" })).toThrow("too often"));
});

test("what was spent so long ago that it has come back is not told as if it were spent now", async () => {
  let nowMs = 0;
  const slow = await instance(() => nowMs);
  const ann = someone();
  for (let sent = 0; sent < 19; sent += 1) {
    expect(passesNow(slow.limits, ann)).toBe(true);
    nowMs += 180_000;
  }
  for (let sent = 0; sent < 40; sent += 1) expect(passesNow(slow.limits, ann)).toBe(true);
  await slow.limits.close();
  const other = await instance();
  // Forty were spent since: the next waits for one of them.
  await expect(other.limits.spend(ann, { name: "messages" })).rejects.toSatisfy(
    ({ retryAfterMs }) => retryAfterMs > 0 && retryAfterMs <= 180_000,
  );
});

test("what was had too much of is owed", async () => {
  const [first, second] = [await instance(), await instance()];
  const ann = someone();
  for (const { limits } of [first, second]) {
    for (let sent = 0; sent < 40; sent += 1) expect(passesNow(limits, ann)).toBe(true);
  }
  await first.limits.close();
  await second.limits.close();
  const third = await instance();
  // 80 were spent, 40 are the burst, one comes back in 180 s: the 41st waits for 41 of them.
  await expect(third.limits.spend(ann, { name: "messages" })).rejects.toSatisfy(
    ({ retryAfterMs }) => retryAfterMs > 40 * 180_000 && retryAfterMs <= 41 * 180_000,
  );
});

test("while Redis is away or does not answer an instance goes on by itself, and shares again when it is back", async () => {
  const { limits, link } = await instance();
  const ann = someone();
  redis.pause();
  expect(await passes(limits, ann, "rooms")).toBe(true);
  expect(limits.alone).toBe(true);
  redis.resume();
  await redis.kill();
  await waitFor(() => expect(link.up).toBe(false));
  for (let made = 1; made < 20; made += 1) expect(await passes(limits, ann, "rooms")).toBe(true);
  expect(await passes(limits, ann, "rooms")).toBe(false);
  await redis.start();
  await waitFor(() => expect(limits.alone).toBe(false));
  expect(await passes(limits, ann, "rooms")).toBe(true);
});
