import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import { lookupEveryMs, lookupGatherMs, lookupsAtOnce, lookupsBurst, peopleFreshMs, peopleKept } from "../limits.ts";
import { People } from "./people.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the newest of what the server tells of people", () => {
  it("is what frames and answers told last, wherever in them", () => {
    const { people } = start();
    people.learn({ type: "room_joined", users: [{ user_id: 2, username: "ben" }], messages: [message(3, "cleo")] });
    people.learn({ ...message(3, "cleo"), quote: { seq: 1, user_id: 4, username: "dana", content: "Hi" } });
    people.learn({ type: "room_updated", actor_id: 5, username: "emil", member: { user_id: 6, username: "finn" } });
    people.learn({ type: "room_users", joined: [{ user_id: 7, username: "gil" }], left: [], user_count: 2 });
    people.learn({ users: [{ id: 8, username: "hana", display_name: "Hana Mori", admin: false }] });
    const names = [2, 3, 4, 5, 6, 7, 8].map((id) => people.nameOf(id));
    expect(names).toEqual("ben,cleo,dana,emil,finn,gil,Hana Mori".split(","));
    expect(people.get(8)).toEqual({ user_id: 8, username: "hana", display_name: "Hana Mori", avatar_url: "" });
    expect(people.get(9)).toBeUndefined();
    expect(people.nameOf(9, "ivo")).toBe("ivo");
  });

  it("keeps a display name where only the username is told, and takes a picture where one is", () => {
    const { people } = start();
    people.learn({ ...account(2, "ben", "Ben Ode"), avatar_url: "/files/1" });
    people.learn(message(2, "ben"));
    expect(people.get(2)).toEqual({ user_id: 2, username: "ben", display_name: "Ben Ode", avatar_url: "/files/1" });
  });

  it("knows of an account that tells of no picture that it has none, and takes no room's for whoever changed it", () => {
    const { people } = start();
    people.learn({ ...account(2, "ben", "Ben Ode"), avatar_url: "/files/1" });
    people.learn({ type: "room_updated", room_id: 7, actor_id: 2, username: "ben", avatar_url: "/files/2" });
    expect(people.get(2)?.avatar_url).toBe("/files/1");
    people.learn(account(2, "ben", "Ben Ode"));
    expect(people.get(2)?.avatar_url).toBe("");
    people.learn({ user_id: 2, username: "ben", avatar_url: "/files/3" });
    expect(people.get(2)).toEqual({ user_id: 2, username: "ben", display_name: "Ben Ode", avatar_url: "/files/3" });
  });

  it("counts a read as of when it was asked for, and what came meanwhile as newer", () => {
    const { people } = start();
    const asked = people.now();
    people.learn(account(2, "ben", "New"));
    people.learn(account(2, "ben", "Old"), asked);
    expect(people.nameOf(2)).toBe("New");
    people.learn(account(2, "ben", "Newest"), people.now());
    expect(people.nameOf(2)).toBe("Newest");
  });

  it("forgets what somebody was called who has deleted their account, also where it is told late", () => {
    const { people } = start();
    people.learn(account(2, "ben", "Ben Ode"));
    const asked = people.now();
    people.learn(message(2, "deleted user"));
    people.learn(account(2, "ben", "Ben Ode"), asked);
    expect(people.nameOf(2)).toBe("deleted user");
    expect(people.get(2)).toEqual({ user_id: 2, username: "deleted user" });
    expect(people.idOf("ben")).toBeUndefined();
  });

  it("is told once to each who watches, for all that one answer changes, and not where nothing does", () => {
    const { people } = start();
    const [both, one, other] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
    people.subscribe([2, 3], both);
    const stop = people.of(2).subscribe(one);
    people.subscribe([4], other);
    people.learn([account(2, "ben", "Ben"), account(3, "cleo", "Cleo")]);
    people.learn([account(2, "ben", "Ben"), message(3, "cleo")]);
    expect([both, one, other].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 0]);
    stop();
    people.learn(account(2, "ben", "Benjamin"));
    expect([both, one, other].map(({ mock }) => mock.calls.length)).toEqual([2, 1, 0]);
  });

  it("is the same object until something of it changes", () => {
    const { people } = start();
    people.learn(account(2, "ben", "Ben"));
    const before = people.of(2).snapshot();
    people.learn(account(2, "ben", "Ben"));
    expect(people.of(2).snapshot()).toBe(before);
  });

  it("is found by a username, and who waits for one is told of new ones only", () => {
    const { people } = start();
    const arrived = vi.fn<() => void>();
    people.onArrival(arrived);
    people.learn([message(2, "Ben"), message(3, "cleo")]);
    people.learn(account(2, "Ben", "Ben Ode"));
    expect(people.idOf("ben")).toBe(2);
    expect(arrived).toHaveBeenCalledOnce();
  });
});

describe("what is kept of people", () => {
  it("is bounded: those who were named last stay, and those who are shown", () => {
    const { people } = start();
    const count = peopleKept * 1.1;
    people.subscribe([1], () => {});
    for (let id = 1; id <= count; id += 1) people.learn(message(id, `user-${id}`));
    people.learn(message(2, "user-2"));
    people.learn(message(count + 1, "one more"));
    const kept = Array.from({ length: count + 1 }, (_, at) => at + 1).filter((id) => people.get(id) !== undefined);
    expect(kept).toHaveLength(peopleKept);
    expect(kept).toEqual(expect.arrayContaining([1, 2, count, count + 1]));
    expect(people.get(3)).toBeUndefined();
    expect(people.idOf("user-3")).toBeUndefined();
  });

  it("ends with the session, and who watches is told", () => {
    const { people } = start();
    people.learn(account(2, "ben", "Ben"));
    const watcher = vi.fn<() => void>();
    people.subscribe([2], watcher);
    people.clear();
    expect(watcher).toHaveBeenCalledOnce();
    expect(people.nameOf(2)).toBe("");
    people.learn(account(2, "ben", "Ben"));
    expect(watcher).toHaveBeenCalledTimes(2);
  });
});

describe("whose display name is not known", () => {
  it("is asked for once they are shown, a few at once, those shown last first", async () => {
    const { people, asked, answer } = start();
    people.learn(Array.from({ length: 8 }, (_, at) => message(at + 1, `user-${at + 1}`)));
    await vi.advanceTimersByTimeAsync(peopleFreshMs);
    expect(asked).toEqual([]);
    people.subscribe([1, 2, 3, 4, 5, 6, 7, 8], () => {});
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    expect(asked).toEqual([8, 7, 6, 5]);
    expect(asked).toHaveLength(lookupsAtOnce);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(people.nameOf(8)).toBe("Person 8");
  });

  it("is asked for one by one, with pauses, after a page full of them", async () => {
    const { people, asked } = start({ answersAtOnce: true });
    people.subscribe(
      Array.from({ length: 100 }, (_, at) => at + 1),
      () => {},
    );
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    expect(asked).toHaveLength(lookupsBurst);
    await vi.advanceTimersByTimeAsync(10 * lookupEveryMs);
    expect(asked).toHaveLength(lookupsBurst + 10);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it("is not asked for where it is told meanwhile, is no longer shown, or there is no connection", async () => {
    const { people, asked, server } = start({ answersAtOnce: true });
    people.subscribe([2], () => {});
    people.learn(account(2, "ben", "Ben"));
    people.subscribe([3], () => {})();
    server.isOnline = false;
    people.subscribe([4], () => {});
    await vi.advanceTimersByTimeAsync(lookupGatherMs * 2);
    expect(asked).toEqual([]);
    server.isOnline = true;
    people.online();
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    expect(asked).toEqual([4]);
  });

  it("is asked for again once the server is there, where it could not be reached", async () => {
    const { people, asked, server } = start({ answersAtOnce: true });
    server.isAway = true;
    people.subscribe([2], () => {});
    await vi.advanceTimersByTimeAsync(10 * lookupEveryMs);
    expect(asked).toEqual([2]);
    server.isAway = false;
    people.online();
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    expect(asked).toEqual([2, 2]);
    expect(people.nameOf(2)).toBe("Person 2");
  });

  it("is asked for again when something names them and the answer is old, and is called as before where none comes", async () => {
    const { people, asked, server } = start({ answersAtOnce: true });
    people.subscribe([2], () => {});
    people.learn(message(2, "user-2"));
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    people.learn(message(2, "user-2"));
    await vi.advanceTimersByTimeAsync(peopleFreshMs - lookupGatherMs);
    expect(asked).toEqual([2]);
    expect(people.nameOf(2)).toBe("Person 2");
    server.isGone = true;
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    people.learn(message(2, "user-2"));
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    people.learn(message(2, "user-2"));
    await vi.advanceTimersByTimeAsync(lookupGatherMs);
    expect(asked).toEqual([2, 2]);
    expect(people.nameOf(2, "user-2")).toBe("Person 2");
  });
});

function start({ answersAtOnce = false } = {}) {
  const asked: number[] = [];
  const server = { isOnline: true, isGone: false, isAway: false };
  let waiting: (() => void)[] = [];
  const people: People = new People({
    isOnline: () => server.isOnline,
    ask: async (userId) => {
      asked.push(userId);
      const now = people.now();
      if (!answersAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      if (server.isGone) throw new HubbubError("user_not_found");
      if (server.isAway) throw new HubbubError("unavailable");
      people.learn(account(userId, `user-${userId}`, `Person ${userId}`), now);
    },
  });
  const answer = () => {
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  return { people, asked, server, answer };
}

function message(user_id: number, username: string) {
  return { id: "7:1", room_id: 7, seq: 1, user_id, username, content: "Hello", reactions: [] };
}

function account(id: number, username: string, display_name: string) {
  return { id, username, display_name, created_at: "2026-01-01T00:00:00.000Z", admin: false, disabled: false };
}
