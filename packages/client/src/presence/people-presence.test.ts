import type { ClientFrame, PersonPresence, ServerFrameOf } from "@hubbub/ws-protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HubbubError } from "../hubbub-error.ts";
import { peopleKept, presenceAgainMs, presenceGatherMs, watchedPeopleMax } from "../limits.ts";
import { Watched } from "../store/watched.ts";
import { PeoplePresence } from "./people-presence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const gathered = () => vi.advanceTimersByTimeAsync(presenceGatherMs);
const away = { type: "set_presence", state: "away" };
const range = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe("who is shown", () => {
  it("is asked for, all of a moment together, but for those of whom the server tells by itself", async () => {
    const { presence, watched } = start({ directIds: [1, 3] });
    for (const userId of [4, 2, 3]) presence.of(userId).subscribe(() => {});
    await gathered();
    const stop = presence.of(9).subscribe(() => {});
    await gathered();
    stop();
    presence.of(4).subscribe(() => {});
    await gathered();
    presence.of(2).subscribe(() => {})();
    await gathered();
    expect(watched()).toEqual([
      [2, 4],
      [2, 4, 9],
      [2, 4],
    ]);
  });

  it("is asked for whoever it is, where the server told of them before there was anybody to hear", async () => {
    const { presence, watched, turn } = start({ directIds: [1, 3], status: "online" });
    presence.of(3).subscribe(() => {});
    await gathered();
    turn("waiting");
    turn("online");
    await gathered();
    expect(watched()).toEqual([[3]]);
  });

  it("is cut at as many as the server takes: those shown last are asked for, of the others nothing is known", async () => {
    const { presence, watched, tell } = start();
    const first = vi.fn<() => void>();
    presence.of(1).subscribe(first);
    await gathered();
    tell({ user_id: 1, state: "online" }, { user_id: 6, state: "online" });
    for (const userId of range(watchedPeopleMax + 5).slice(1)) presence.of(userId).subscribe(() => {});
    await gathered();
    expect(watched().at(-1)).toEqual(range(watchedPeopleMax).map((userId) => userId + 5));
    expect([1, 6].map((userId) => presence.of(userId).snapshot()?.state)).toEqual([undefined, "online"]);
    expect(first).toHaveBeenCalledTimes(2);
  });

  it("is remembered of those who are shown, and of so many others", () => {
    const { presence, tell } = start();
    presence.of(1).subscribe(() => {});
    for (const user_id of range(peopleKept + 1)) tell({ user_id, state: "online" });
    const known = [1, 2, 3, peopleKept + 1].map((userId) => presence.of(userId).snapshot()?.state);
    expect(known).toEqual(["online", undefined, "online", "online"]);
  });

  it("is told to each who shows them, and to nobody else", () => {
    const { presence, tell } = start();
    const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
    presence.of(2).subscribe(one);
    presence.of(3).subscribe(other);
    tell({ user_id: 2, state: "away", last_seen: "2026-01-01T11:40:00.000Z" });
    expect(presence.of(2).snapshot()).toEqual({ state: "away", last_seen: "2026-01-01T11:40:00.000Z" });
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 0]);
  });

  it("is unknown without a connection, and asked for again with the next", async () => {
    const { presence, watched, turn, tell } = start();
    const listener = vi.fn<() => void>();
    presence.of(2).subscribe(listener);
    await gathered();
    tell({ user_id: 2, state: "online" });
    turn("waiting");
    expect(presence.of(2).snapshot()).toBeUndefined();
    expect(listener).toHaveBeenCalledTimes(2);
    presence.of(3).subscribe(() => {});
    await gathered();
    expect(watched()).toEqual([[2]]);
    turn("online");
    expect(watched(), "at once").toEqual([[2], [2, 3]]);
  });

  it("is asked for again when the server said to", async () => {
    const { presence, watched, server } = start();
    server.refusal = new HubbubError("rate_limited", "Too often", { retryAfterMs: 3_000 });
    presence.of(2).subscribe(() => {});
    await gathered();
    server.refusal = undefined;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(watched()).toEqual([[2], [2]]);
  });

  it("is not asked for of servers of before 1.4", async () => {
    const { presence, frames, turn } = start({ protocol: "1.3" });
    presence.of(2).subscribe(() => {});
    presence.set("away");
    turn("waiting");
    turn("online");
    await gathered();
    expect(frames).toEqual([]);
  });
});

describe("whether one is there oneself", () => {
  it("is told when it changes, and of away each new connection", () => {
    const { presence, frames, turn } = start();
    presence.set("online");
    presence.set("away");
    presence.set("away");
    turn("waiting");
    turn("online");
    presence.set("online");
    turn("waiting");
    turn("online");
    expect(frames.map((frame) => frame.type === "set_presence" && frame.state)).toEqual(["away", "away", "online"]);
  });

  it("is told again when the server said to, as it is then", async () => {
    const { presence, frames, server } = start();
    server.refusal = new HubbubError("overloaded", "Too busy");
    presence.set("away");
    await vi.advanceTimersByTimeAsync(0);
    server.refusal = undefined;
    await vi.advanceTimersByTimeAsync(presenceAgainMs);
    presence.set("away");
    expect(frames).toEqual([away, away]);
  });

  it("is said with each connection that begins, and not once more after it", () => {
    const { presence, frames, begins, server, turn } = start({ protocol: "1.5" });
    presence.set("away");
    turn("connecting");
    server.begunAs = "away";
    turn("online");
    expect([begins, frames]).toEqual([["away"], [away]]);
  });

  it("is said where somebody came back while the connection began", () => {
    const { presence, frames, server, turn } = start({ protocol: "1.5" });
    presence.set("away");
    turn("connecting");
    server.begunAs = "away";
    presence.set("online");
    turn("online");
    expect(frames.at(-1)).toEqual({ type: "set_presence", state: "online" });
  });

  it("begins anew with the next session", () => {
    const { presence, frames, turn } = start();
    presence.set("away");
    turn("stopped");
    turn("online");
    expect(frames).toHaveLength(1);
  });
});

function start({ protocol = "1.4", directIds = [] as number[], status = "connecting" } = {}) {
  const frames: ClientFrame[] = [];
  const begins: string[] = [];
  const connection = new Watched({ status });
  const server: { refusal: HubbubError | undefined; begunAs: "online" | "away" } = {
    refusal: undefined,
    begunAs: "online",
  };
  let tell: (frame: ServerFrameOf<"presence">) => void = () => {};
  const people = directIds.map((user_id) => ({ user_id, username: `user-${user_id}` }));
  const presence = new PeoplePresence({
    connection: {
      state: connection,
      request: async (frame) => {
        frames.push(frame);
        if (server.refusal !== undefined) throw server.refusal;
        return { type: "ok" };
      },
      get begunAs() {
        return server.begunAs;
      },
      beginAs: (state) => void begins.push(state),
    },
    protocol,
    session: { state: new Watched({ status: "signed_in", user: { id: 1 } }) },
    myRooms: { state: new Watched({ rooms: [{ type: "direct" as const, people }] }) },
    onPresence: (listener) => {
      tell = listener;
      return () => {};
    },
  });
  const watched = () => frames.flatMap((frame) => (frame.type === "watch_presence" ? [frame.user_ids] : []));
  const turn = (next: string) => connection.set({ status: next });
  if (status === "connecting") turn("online");
  return {
    presence,
    frames,
    begins,
    watched,
    server,
    turn,
    tell: (...users: PersonPresence[]) => tell({ type: "presence", users }),
  };
}
