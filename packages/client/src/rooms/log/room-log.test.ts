import type { LogFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MessagePage } from "../../rest/messages-api.ts";
import { FakeLog } from "../../testing/fake-log.ts";
import { type OlderLoad, RoomLog } from "./room-log.ts";

describe("a room's log in the client", () => {
  it("shows a frame once however often it comes", () => {
    const { server, log } = joinedLog();
    const { frame } = server.post(1, "hello", "a");
    expect(log.apply(frame)).toBe("applied");
    expect(log.apply(frame)).toBe("known");
    expect(log.items).toHaveLength(1);
  });

  it("never shows what comes after a hole", () => {
    const { server, log } = joinedLog();
    server.post(1, "lost", "a");
    const { frame } = server.post(1, "early", "b");
    expect(log.apply(frame)).toBe("hole");
    expect(log.items).toEqual([]);
    expect(log.resumePoint).toEqual({ after_seq: 0, epoch: "epoch-1" });
  });

  it("starts anew where the log was replaced", () => {
    const { server, log } = joinedLog();
    log.apply(server.post(1, "old", "a").frame);
    const restored = new FakeLog(7);
    restored.epoch = "epoch-2";
    restored.post(1, "other", "b");
    log.joined(freshPage(restored));
    expect(contents(log)).toEqual(["other"]);
    expect(log.resumePoint).toEqual({ after_seq: 1, epoch: "epoch-2" });
  });

  it("drops messages that the room does not keep any longer, and those on their way", () => {
    const server = new FakeLog(7);
    for (let n = 0; n < pageSize + 2; n += 1) server.post(1, `text ${n}`, `id ${n}`);
    const log = new RoomLog();
    log.joined(freshPage(server));
    const load = log.loadOlder();
    const stalePage = server.page(pageSize, load?.beforeSeq);
    const expired = { type: "messages_expired", room_id: 7, created_at: "2026-01-01T00:00:00.000Z" } as const;
    expect(log.apply({ ...expired, seq: server.lastSeq + 1, up_to_seq: 3 })).toBe("applied");
    if (load !== undefined) log.olderLoaded(load, stalePage);
    expect(contents(log)).toEqual(Array.from({ length: pageSize - 1 }, (_, n) => `text ${n + 3}`));
    expect(log.hasOlder).toBe(false);
    log.apply({ ...expired, seq: server.lastSeq + 2, up_to_seq: server.lastSeq });
    expect(contents(log)).toEqual([]);
  });

  it("keeps an edit that came while the page with its message was on the way", () => {
    const server = new FakeLog(7);
    for (let n = 0; n < pageSize + 1; n += 1) server.post(1, `text ${n}`, `id ${n}`);
    const log = new RoomLog();
    log.joined(freshPage(server));
    const load = log.loadOlder();
    const stalePage = server.page(pageSize, load?.beforeSeq);
    log.apply(server.edit(1, "corrected"));
    if (load !== undefined) log.olderLoaded(load, stalePage);
    expect(contents(log)[0]).toBe("corrected");
  });

  it("does not go back to an older state that a page has overtaken", () => {
    const server = new FakeLog(7);
    for (let n = 0; n < pageSize + 1; n += 1) server.post(1, `text ${n}`, `id ${n}`);
    const log = new RoomLog();
    log.joined(freshPage(server));
    const first = server.edit(1, "corrected");
    const second = server.edit(1, "corrected twice");
    const load = log.loadOlder();
    if (load !== undefined) log.olderLoaded(load, server.page(pageSize, load.beforeSeq));
    log.apply(first);
    expect(contents(log)[0]).toBe("corrected twice");
    log.apply(second);
    expect(contents(log)[0]).toBe("corrected twice");
  });

  it("does not ask for one page twice", () => {
    const server = new FakeLog(7);
    for (let n = 0; n < 10; n += 1) server.post(1, "text", `id ${n}`);
    const log = new RoomLog();
    log.joined(freshPage(server));
    expect(log.loadOlder()).toBeDefined();
    expect(log.loadOlder()).toBeUndefined();
  });

  it("is a stretch of the server's log without holes, whatever breaks on the way", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: "max" }), (steps) => {
        const run = new Run();
        for (let n = 0; n < 3 * pageSize; n += 1) run.take({ do: "post" });
        run.take({ do: "reconnect" });
        for (const one of steps) run.take(one);
        run.take({ do: "reconnect" });
        const { shown, truth } = run.compare();
        expect(shown).toEqual(truth);
      }),
      { numRuns: 300 },
    );
  });
});

const pageSize = 4;
const resumeAtMost = 6;

type Step =
  | {
      readonly do:
        | "post"
        | "member"
        | "break"
        | "reconnect"
        | "ask older"
        | "answer older"
        | "fail older"
        | "replay"
        | "restore";
    }
  | { readonly do: "edit" | "delete"; readonly nth: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "post" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Step>({ do: "member" }, { do: "break" }, { do: "reconnect" }, { do: "replay" }),
  },
  { weight: 3, arbitrary: fc.constantFrom<Step>({ do: "ask older" }, { do: "answer older" }, { do: "fail older" }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("edit" as const, "delete" as const), nth: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: "restore" }) },
);

/** A server, a client, and a network that breaks. */
class Run {
  readonly log = new RoomLog();
  server = new FakeLog(7);
  #connected = false;
  #older: { load: OlderLoad; page: MessagePage } | undefined;
  #posts = 0;

  take(one: Step): void {
    switch (one.do) {
      case "post":
        return this.#deliver(this.server.post(1, `text ${(this.#posts += 1)}`, `id ${this.#posts}`).frame);
      case "member":
        return this.#deliver(this.server.addMember(5));
      case "edit":
      case "delete": {
        const messages = this.server.messages().filter(({ deleted_at }) => deleted_at === undefined);
        const target = messages[one.nth % Math.max(1, messages.length)];
        if (target === undefined) return;
        return this.#deliver(
          one.do === "edit" ? this.server.edit(target.seq, `${target.content}+`) : this.server.delete(target.seq),
        );
      }
      case "break":
        this.#connected = false;
        return;
      case "reconnect":
        return this.#reconnect();
      case "replay":
        if (this.#connected) for (const frame of this.server.frames.slice(-3)) this.#deliver(frame);
        return;
      case "ask older": {
        const load = this.log.loadOlder();
        // The server reads the page now; it arrives later.
        if (load !== undefined) this.#older = { load, page: this.server.page(pageSize, load.beforeSeq) };
        return;
      }
      case "answer older":
        if (this.#older !== undefined) this.log.olderLoaded(this.#older.load, this.#older.page);
        this.#older = undefined;
        return;
      case "fail older":
        if (this.#older !== undefined) this.log.olderFailed(this.#older.load);
        this.#older = undefined;
        return;
      case "restore": {
        const restored = new FakeLog(7);
        restored.epoch = `${this.server.epoch}+`;
        restored.frames.push(...this.server.frames.slice(0, -2));
        this.server = restored;
        this.#connected = false;
        return;
      }
    }
  }

  /** What the client has, and what the server says it should have from where the client begins. */
  compare() {
    this.take({ do: "answer older" });
    const { items, position, hasOlder } = this.log;
    const start = items[0]?.seq ?? this.server.lastSeq + 1;
    const seqs = items.map(({ seq }) => seq);
    const all = this.server.messages();
    return {
      shown: {
        messages: items.flatMap((item) => (item.kind === "message" ? [item.message] : [])),
        seqs,
        position,
        hasOlder,
      },
      truth: {
        messages: all.filter(({ seq }) => seq >= start),
        seqs: [...new Set(seqs)].toSorted((one, other) => one - other),
        position: this.server.lastSeq,
        hasOlder: all.some(({ seq }) => seq < start),
      },
    };
  }

  #deliver(frame: LogFrame): void {
    if (this.#connected) expect(this.log.apply(frame)).not.toBe("hole");
  }

  #reconnect(): void {
    this.#connected = true;
    const point = this.log.resumePoint;
    const missed = this.server.frames.slice(point?.after_seq ?? 0);
    const recovered = point?.epoch === this.server.epoch && missed.length <= resumeAtMost;
    if (!recovered) return this.log.joined(freshPage(this.server));
    this.log.joined({ ...freshPage(this.server), messages: [], recovered });
    for (const frame of missed) this.#deliver(frame);
  }
}

function joinedLog() {
  const server = new FakeLog(7);
  const log = new RoomLog();
  log.joined(freshPage(server));
  return { server, log };
}

function freshPage(server: FakeLog): ServerFrameOf<"room_joined"> {
  const at = "2026-01-01T00:00:00.000Z";
  const { messages, has_more } = server.page(pageSize);
  return {
    type: "room_joined",
    room_id: server.roomId,
    room: {
      id: server.roomId,
      name: "room",
      type: "public",
      topic: "",
      created_by: 1,
      last_seq: server.lastSeq,
      member_count: 1,
      created_at: at,
      people: [],
    },
    me: { user_id: 1, last_read_seq: 0 },
    epoch: server.epoch,
    last_seq: server.lastSeq,
    messages: [...messages],
    recovered: false,
    has_more,
    users: [],
    user_count: 0,
  };
}

function contents(log: RoomLog): string[] {
  return log.items.flatMap((item) => (item.kind === "message" ? [item.message.content] : []));
}
