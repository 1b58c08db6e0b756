import { waitFor } from "@hubbub/stack/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChangeOrigin, Presence, PresenceChange } from "./presence.ts";

/** The grace period of an opened presence in these tests, ms. */
export const testGraceMs = 400;

/** What an opened presence says of itself in these tests. */
export const said = "knows,all";

export const ann = { user_id: 1, username: "ann" };
export const bob = { user_id: 2, username: "bob" };
export const zoe = { user_id: 3, username: "Zoë" };

export interface SeenChanges {
  /** `"+ann (1)"`, `"-bob (0)"`: each person who came or went, with the room's count then. */
  readonly in: (roomId: number) => string[];
}

export function watch(presence: Presence, announce: (roomId: number, payload: string) => void = () => {}): SeenChanges {
  const seen = new Map<number, string[]>();
  presence.handlers = {
    onChange(roomId, change) {
      seen.set(roomId, [...(seen.get(roomId) ?? []), ...describeChange(change)]);
    },
    announce,
  };
  return { in: (roomId) => seen.get(roomId) ?? [] };
}

function describeChange({ joined, left, userCount }: PresenceChange): string[] {
  return [...left.map(({ username }) => `-${username}`), ...joined.map(({ username }) => `+${username}`)].map(
    (text) => `${text} (${userCount})`,
  );
}

/** What every presence does on one instance: run by the tests of each implementation. */
export function presenceContract(open: () => Presence | Promise<Presence>): void {
  let presence: Presence;
  let seen: SeenChanges;

  beforeEach(async () => {
    presence = await open();
    seen = watch(presence);
    await presence.start();
  });
  afterEach(() => presence.close());

  test("who enters is told and listed, and so is who stays away longer than the grace period", async () => {
    presence.enter(1, ann);
    await waitFor(() => expect(seen.in(1)).toEqual(["+ann (1)"]));
    expect(await presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 });
    presence.exit(1, ann.user_id);
    expect(await presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 });
    await waitFor(() => expect(seen.in(1)).toEqual(["+ann (1)", "-ann (0)"]));
    expect(await presence.list(1, 50)).toEqual({ users: [], userCount: 0 });
  });

  test("the instances that live say what their opener gave them to say", async () => {
    await waitFor(async () => expect(await presence.instances()).toEqual([said]));
  });

  test("whoever enters is in the list asked for right after", async () => {
    presence.enter(1, ann);
    presence.enter(1, bob);
    await waitFor(async () => expect(await presence.list(1, 50)).toEqual({ users: [ann, bob], userCount: 2 }));
  });

  test("nothing is told inside the call that enters", async () => {
    presence.enter(1, ann);
    expect(seen.in(1)).toEqual([]);
    await waitFor(() => expect(seen.in(1)).toHaveLength(1));
  });

  test("a person with several sockets comes once and goes with the last", async () => {
    presence.enter(1, ann);
    presence.enter(1, ann);
    presence.exit(1, ann.user_id);
    presence.enter(1, bob);
    presence.exit(1, bob.user_id);
    await waitFor(() => expect(seen.in(1)).toContain("-bob (1)"));
    expect(await presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 });
    presence.exit(1, ann.user_id);
    await waitFor(() => expect(seen.in(1)).toContain("-ann (0)"));
    expect(seen.in(1).filter((text) => text.includes("ann"))).toEqual([expect.stringMatching(/^\+ann/), "-ann (0)"]);
  });

  test("a return within the grace period shows nothing", async () => {
    presence.enter(1, ann);
    presence.exit(1, ann.user_id);
    presence.enter(1, ann);
    presence.enter(1, bob);
    presence.exit(1, bob.user_id);
    // Bob's grace began after Ann's would have.
    await waitFor(() => expect(seen.in(1)).toContain("-bob (1)"));
    expect(seen.in(1).filter((text) => text.includes("ann"))).toHaveLength(1);
  });

  test("who exits at once leaves without the grace period, unless another of their sockets is left", async () => {
    presence.enter(1, ann);
    presence.enter(1, ann);
    presence.enter(1, bob);
    await waitFor(() => expect(seen.in(1)).toHaveLength(2));
    presence.exit(1, ann.user_id, "at_once");
    presence.exit(1, bob.user_id, "at_once");
    await waitFor(() => expect(seen.in(1)).toContain("-bob (1)"));
    expect(await presence.list(1, 50)).toEqual({ users: [ann], userCount: 1 });
    presence.exit(1, ann.user_id, "at_once");
    const exitedMs = performance.now();
    await waitFor(() => expect(seen.in(1)).toContain("-ann (0)"));
    expect(performance.now() - exitedMs).toBeLessThan(testGraceMs);
  });

  test("of people asked for those are answered who are present, from the call that enters to the end of the grace period", async () => {
    await waitFor(async () => expect(await presence.among(1, [ann.user_id])).toEqual(new Set()));
    presence.enter(1, ann);
    presence.enter(2, zoe);
    const ids = [ann, bob, zoe].map(({ user_id }) => user_id);
    expect(await presence.among(1, ids)).toEqual(new Set([ann.user_id]));
    await waitFor(() => expect(seen.in(1)).toHaveLength(1));
    presence.exit(1, ann.user_id);
    expect(await presence.among(1, ids)).toEqual(new Set([ann.user_id]));
    await waitFor(async () => expect(await presence.among(1, ids)).toEqual(new Set()));
    expect(await presence.among(1, [])).toEqual(new Set());
  });

  test("a change comes with the time at which it was made, and with who found out", async () => {
    const origins: ChangeOrigin[] = [];
    presence.handlers.onChange = (_roomId, _change, origin) => origins.push(origin);
    const beforeMs = Date.now();
    presence.enter(1, ann);
    await waitFor(() => expect(origins).toHaveLength(1));
    expect(origins[0]).toMatchObject({ foundHere: true });
    expect(origins[0]?.atMs).toBeGreaterThanOrEqual(beforeMs - 5);
    expect(origins[0]?.atMs).toBeLessThanOrEqual(Date.now() + 5);
  });

  test("rooms do not mix", async () => {
    presence.enter(1, ann);
    presence.enter(2, bob);
    presence.enter(12, ann);
    await waitFor(() => expect([seen.in(1), seen.in(2), seen.in(12)].map(({ length }) => length)).toEqual([1, 1, 1]));
    expect(await presence.list(2, 50)).toEqual({ users: [bob], userCount: 1 });
    expect(await presence.list(3, 50)).toEqual({ users: [], userCount: 0 });
  });

  test("a list holds the first of many in one order, and counts all", async () => {
    const people = Array.from({ length: 120 }, (_, index) => ({
      user_id: 1_000 + ((index * 7) % 120),
      username: `user-${(index * 7) % 120}`,
    }));
    for (const person of [...people, zoe, ann]) presence.enter(1, person);
    await waitFor(() => expect(seen.in(1)).toHaveLength(122));
    const { users, userCount } = await presence.list(1, 50);
    expect(userCount).toBe(122);
    expect(users).toHaveLength(50);
    // By bytes: capitals first, and "user-1" before "user-10".
    expect(users.slice(0, 5).map(({ username }) => username)).toEqual(["Zoë", "ann", "user-0", "user-1", "user-10"]);
    expect((await presence.list(1, 3)).users).toEqual(users.slice(0, 3));
    presence.enter(1, bob);
    presence.evict(1, zoe.user_id);
    await waitFor(() => expect(seen.in(1)).toHaveLength(124));
    const later = await presence.list(1, 4);
    expect(later.users.map(({ username }) => username)).toEqual(["ann", "bob", "user-0", "user-1"]);
  });

  test("who is evicted is gone at once, whatever their sockets, and may come again", async () => {
    presence.enter(1, ann);
    presence.enter(1, ann);
    presence.enter(1, bob);
    await waitFor(() => expect(seen.in(1)).toHaveLength(2));
    presence.evict(1, ann.user_id);
    await waitFor(() => expect(seen.in(1)).toContain("-ann (1)"));
    expect(await presence.list(1, 50)).toEqual({ users: [bob], userCount: 1 });
    presence.evict(1, ann.user_id);
    presence.enter(1, ann);
    await waitFor(() => expect(seen.in(1).slice(3)).toEqual(["+ann (2)"]));
  });

  test("exits of strangers and evictions of the absent change nothing", async () => {
    presence.exit(1, ann.user_id);
    presence.evict(1, ann.user_id);
    presence.enter(1, bob);
    await waitFor(() => expect(seen.in(1)).toEqual(["+bob (1)"]));
  });

  test("a signal that is none is ignored", async () => {
    for (const payload of ["", "{", "null", '{"joined":1}']) presence.receive(1, payload);
    presence.enter(1, bob);
    await waitFor(() => expect(seen.in(1)).toEqual(["+bob (1)"]));
  });
}
