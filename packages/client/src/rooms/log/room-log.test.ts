import type { LogFrame, ServerFrameOf } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeLog } from "../../testing/fake-log.ts";
import { type LoadedPage, type PageLoad, RoomLog } from "./room-log.ts";

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
    expect(log.items.length).toBe(0);
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
    const { server, log } = joinedLog(pageSize + 2);
    const load = log.askAtEdge("older");
    const stalePage = read(server, load);
    log.apply(server.expire(3));
    log.loaded(load!, stalePage);
    expect(contents(log)).toEqual(Array.from({ length: pageSize - 1 }, (_, n) => `text ${n + 4}`));
    expect(log.hasOlder).toBe(false);
    log.apply(server.expire(server.lastSeq));
    expect(contents(log)).toEqual([]);
  });

  it("keeps an edit that came while the page with its message was on the way", () => {
    const { server, log } = joinedLog(pageSize + 1);
    const load = log.askAtEdge("older");
    const stalePage = read(server, load);
    log.apply(server.edit(1, "corrected"));
    log.loaded(load!, stalePage);
    expect(contents(log)[0]).toBe("corrected");
  });

  it.each<[string, (server: FakeLog) => LogFrame, string]>([
    ["is edited", (server) => server.edit(1, "corrected"), "corrected"],
    ["is deleted", (server) => server.delete(1), ""],
    ["is kept no longer", (server) => server.expire(1), ""],
  ])("shows in an answer what it answers as that is now: it %s", (_, change, text) => {
    const { server, log } = joinedLog(pageSize + 3);
    const answer = server.post(1, "yes", "answer").frame;
    const quote = { seq: 1, user_id: 1, username: "user-1", content: "text 1" };
    log.apply({ ...answer, reply_to: 1, quote });
    const load = log.askAround(2);
    const messages = server.messages().filter(({ seq }) => seq > 1);
    log.apply(change(server));
    expect(quoteOf(log)).toBe(text);
    // On a page that was read before it, too.
    const stale = messages.map((message) => (message.seq === 2 ? { ...message, reply_to: 1, quote } : message));
    log.loaded(load, { messages: stale, hasOlder: true, hasNewer: false });
    expect(log.show(2)).toBe(2);
    expect(log.items.find((item) => item.seq === 2)).toMatchObject({ message: { quote: { content: text } } });
  });

  it("does not go back to an older state that a page has overtaken", () => {
    const { server, log } = joinedLog(pageSize + 1);
    const first = server.edit(1, "corrected");
    const second = server.edit(1, "corrected twice");
    const load = log.askAtEdge("older");
    log.loaded(load!, read(server, load));
    log.apply(first);
    expect(contents(log)[0]).toBe("corrected twice");
    log.apply(second);
    expect(contents(log)[0]).toBe("corrected twice");
  });

  it("does not ask for one page twice", () => {
    const { log } = joinedLog(10);
    expect(log.askAtEdge("older")).toBeDefined();
    expect(log.askAtEdge("older")).toBeUndefined();
  });

  it("does not take a page for all there is up to what came after it was read", () => {
    const { server, log } = joinedLog(20);
    around(log, server, 10);
    log.show(10);
    log.setInSight(10, 11);
    const load = log.askAround(20);
    const stalePage = read(server, load);
    for (let n = 0; n < 3 * reach.around; n += 1) log.apply(server.post(1, "more", `more ${n}`).frame);
    log.loaded(load, stalePage);
    expect(log.show(20)).toBe(20);
    expect(log.extent).toMatchObject({ fromSeq: 17, toSeq: 20 });
  });

  describe("far above its end", () => {
    it("shows what is around a message, or around where it would be", () => {
      const { server, log } = joinedLog(50);
      log.apply(server.edit(20, "corrected"));
      expect(log.show(20)).toBeUndefined();
      around(log, server, 20);
      expect(log.show(20)).toBe(20);
      expect(contents(log)).toEqual(["text 18", "text 19", "corrected", "text 21"]);
      expect([log.hasOlder, log.hasNewer, log.isLive]).toEqual([true, true, false]);
      expect(log.show(99), "beyond the end").toBe(50);
      expect(log.isLive).toBe(true);
    });

    it("loads both ways until it meets what is loaded, whose items stay the same", () => {
      const { server, log } = joinedLog(20);
      const newest = [...log.items];
      around(log, server, 10);
      log.show(10);
      const middle = [...log.items];
      while (!log.isLive) edge(log, server, "newer");
      while (log.hasOlder) edge(log, server, "older");
      expect(contents(log)).toEqual(server.messages().map(({ content }) => content));
      for (const item of [...middle, ...newest]) expect([...log.items]).toContain(item);
    });

    it("takes changes of what it shows, and what comes at the end stays there", () => {
      const { server, log } = joinedLog(50);
      around(log, server, 20);
      log.show(20);
      log.apply(server.delete(20));
      log.apply(server.post(1, "the newest", "x").frame);
      expect(contents(log)).toEqual(["text 18", "text 19", "", "text 21"]);
      log.showNewest();
      expect(contents(log).at(-1)).toBe("the newest");
    });

    it("forgets the places that one left first", () => {
      const { server, log } = joinedLog(90);
      for (const seq of [10, 20, 30, 40, 50]) {
        around(log, server, seq);
        log.show(seq);
      }
      expect([10, 20, 30, 40, 50].map((seq) => log.show(seq))).toEqual([undefined, undefined, 30, 40, 50]);
    });

    it("stays there where events were missed, and asks for it again", () => {
      const { server, log } = joinedLog(50);
      around(log, server, 20);
      log.show(20);
      log.setInSight(20, 21);
      server.edit(20, "missed");
      for (let n = 0; n < 10; n += 1) server.post(1, "more", `more ${n}`);
      log.joined(freshPage(server));
      expect([contents(log)[2], log.staleSeq, log.isLive]).toEqual(["text 20", 20, false]);
      expect(log.askAtEdge("newer")).toBeUndefined();
      around(log, server, 20);
      log.show(20);
      expect([contents(log)[2], log.staleSeq]).toEqual(["missed", undefined]);
    });

    it("shows the newest where events were missed that are of it", () => {
      const { server, log } = joinedLog(50);
      log.setInSight(48, 50);
      server.post(1, "missed", "missed");
      log.joined(freshPage(server));
      expect([contents(log).at(-1), log.staleSeq]).toEqual(["missed", undefined]);
    });
  });

  describe("lets go", () => {
    it("of what is far above what one looks at, and never of that", () => {
      const { server, log } = joinedLog(4);
      for (let n = 0; n < 60; n += 1) {
        log.setInSight(server.lastSeq, server.lastSeq);
        log.apply(server.post(1, "more", `more ${n}`).frame);
      }
      expect(log.items.length).toBeLessThanOrEqual(2 + reach.around + reach.slack);
      expect(log.hasOlder).toBe(true);
    });

    it("of what is far below it, and goes on with the newest behind a hole", () => {
      const { server, log } = joinedLog(60);
      for (let seq = 57; seq > 1; seq = log.items.at(0)?.seq ?? 0) {
        log.setInSight(seq, seq + 1);
        edge(log, server, "older");
      }
      log.setInSight(1, 2);
      expect(log.items.length).toBeLessThanOrEqual(2 + reach.around + reach.slack);
      expect([log.hasNewer, log.isLive]).toEqual([true, false]);
      log.apply(server.post(1, "the newest", "x").frame);
      while (!log.isLive) {
        const last = log.items.at(-1)?.seq ?? 0;
        log.setInSight(last, last);
        edge(log, server, "newer");
      }
      expect(contents(log).at(-1)).toBe("the newest");
    });

    it("of the newest's beginning where nobody says what is in sight", () => {
      const { server, log } = joinedLog(4);
      for (let n = 0; n < 60; n += 1) log.apply(server.post(1, "more", `more ${n}`).frame);
      expect(log.items.length).toBeLessThanOrEqual(2 * reach.around);
      expect(log.items.at(-1)?.seq).toBe(64);
    });

    it("of all but the newest where nobody looks any more", () => {
      const { server, log } = joinedLog(60);
      around(log, server, 20);
      log.show(20);
      log.left();
      expect(contents(log)).toEqual(["text 58", "text 59", "text 60"]);
      expect(log.show(20)).toBeUndefined();
    });
  });

  it("is stretches of the server's log without holes, whatever breaks on the way", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: "max" }), (steps) => {
        const run = new Run();
        for (let n = 0; n < 8 * pageSize; n += 1) run.take({ do: "post" });
        run.take({ do: "reconnect" });
        for (const one of steps) {
          run.take(one);
          run.assertView();
        }
        expect(run.finish()).toBe("all was reached");
      }),
      { numRuns: 100 },
    );
  });
});

const pageSize = 4;
const resumeAtMost = 6;
const reach = { around: 8, slack: 4, newest: 3, places: 2, aroundPlace: 3 };

type Side = PageLoad["side"];
type Step =
  | { readonly do: "post" | "member" | "break" | "reconnect" | "replay" | "restore" | "leave" | "newest" }
  | { readonly do: "ask"; readonly side: Side; readonly nth: number }
  | { readonly do: "answer" | "fail" | "show" | "edit" | "delete" | "look" | "expire"; readonly nth: number };

const nth = fc.nat(60);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "post" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Step>({ do: "member" }, { do: "break" }, { do: "reconnect" }, { do: "replay" }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      side: fc.constantFrom<Side>("older", "newer", "around"),
      nth,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom("answer" as const, "answer" as const, "fail" as const), nth }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("show" as const, "look" as const, "edit" as const, "delete" as const),
      nth,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>({ do: "restore" }, { do: "leave" }, { do: "newest" }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("expire" as const), nth: fc.nat(9) }) },
);

/** A server, a client, and a network that breaks. */
class Run {
  readonly log = new RoomLog({ reach });
  server = new FakeLog(7);
  #connected = false;
  /** Pages that the server has read, and that have not come. */
  #pages: { readonly load: PageLoad; readonly page: LoadedPage }[] = [];
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
      case "expire":
        return this.#deliver(this.server.expire(this.server.messages()[one.nth]?.seq ?? 1));
      case "break":
        this.#connected = false;
        return;
      case "reconnect":
        return this.#reconnect();
      case "replay":
        if (this.#connected) for (const frame of this.server.frames.slice(-3)) this.#deliver(frame);
        return;
      case "ask": {
        const load = one.side === "around" ? this.log.askAround(one.nth) : this.log.askAtEdge(one.side);
        if (load !== undefined) this.#pages.push({ load, page: read(this.server, load) });
        return;
      }
      case "answer":
      case "fail": {
        const [answer] = this.#pages.splice(one.nth % Math.max(1, this.#pages.length), 1);
        if (answer === undefined) return;
        const { position } = this.log;
        if (one.do === "answer") this.log.loaded(answer.load, answer.page);
        else this.log.failed(answer.load);
        // What a page knows beyond it comes as frames too, with what is not in pages.
        return expect(this.log.position).toBe(position);
      }
      case "show":
        return void this.log.show(one.nth);
      case "newest":
        return this.log.showNewest();
      case "look": {
        const seqs = this.log.items.flatMap(({ seq }) => seq);
        const first = one.nth % Math.max(1, seqs.length);
        const [from, to] = [seqs[first], seqs[Math.min(first + 2, seqs.length - 1)]];
        if (from !== undefined && to !== undefined) this.log.setInSight(from, to);
        return;
      }
      case "leave":
        return this.log.left();
      case "restore": {
        const restored = new FakeLog(7);
        restored.epoch = `${this.server.epoch}+`;
        restored.frames.push(...this.server.frames.slice(0, -2));
        this.server = restored;
        this.#connected = false;
        // What was read before is of the log that is gone.
        this.#pages = [];
        return;
      }
    }
  }

  /** What is shown is all there is between its ends, as it is on the server; what was missed is not held against it. */
  assertView(): void {
    const { items, extent, hasOlder, hasNewer, position, staleSeq } = this.log;
    const seqs = items.flatMap(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other));
    if (!this.#connected || staleSeq !== undefined) return;
    const all = this.server.messages();
    const shown = items.flatMap((item) => (item.kind === "message" ? [item.message] : []));
    expect(shown).toEqual(all.filter(({ seq }) => seq >= extent.fromSeq && seq <= extent.toSeq));
    expect(position).toBe(this.server.lastSeq);
    if (!hasOlder) expect(all.filter(({ seq }) => seq < extent.fromSeq)).toEqual([]);
    if (!hasNewer) expect(extent.toSeq).toBe(position);
  }

  /** Whatever is loaded is as on the server, and all of it can be reached. */
  finish(): "all was reached" {
    while (this.#pages.length > 0) this.take({ do: "answer", nth: 0 });
    this.#reconnect();
    for (let seq = 1; seq <= this.server.lastSeq; seq += 1) if (this.log.show(seq) !== undefined) this.assertView();
    this.log.showNewest();
    this.assertView();
    for (let tries = 0; this.log.hasOlder; tries += 1) {
      expect(tries).toBeLessThan(200);
      this.take({ do: "look", nth: 0 });
      edge(this.log, this.server, "older");
      this.assertView();
    }
    for (let tries = 0; this.log.hasNewer; tries += 1) {
      expect(tries).toBeLessThan(200);
      this.take({ do: "look", nth: this.log.items.length - 1 });
      edge(this.log, this.server, "newer");
      this.assertView();
    }
    return "all was reached";
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

function joinedLog(posts = 0) {
  const server = new FakeLog(7);
  for (let n = 1; n <= posts; n += 1) server.post(1, `text ${n}`, `id ${n}`);
  const log = new RoomLog({ reach });
  log.joined(freshPage(server));
  return { server, log };
}

/** The page for a load, as the server has it now. */
function read(server: FakeLog, load: PageLoad | undefined): LoadedPage {
  if (load === undefined) throw new Error("there is nothing to load");
  if (load.side === "around") {
    const { messages, has_more_before, has_more_after } = server.around(pageSize, load.seq);
    return { messages, hasOlder: has_more_before, hasNewer: has_more_after };
  }
  const isOlder = load.side === "older";
  const { messages, has_more } = isOlder ? server.page(pageSize, load.seq) : server.pageAfter(pageSize, load.seq);
  return { messages, hasOlder: !isOlder || has_more, hasNewer: isOlder || has_more };
}

function around(log: RoomLog, server: FakeLog, seq: number): void {
  const load = log.askAround(seq);
  log.loaded(load, read(server, load));
}

function edge(log: RoomLog, server: FakeLog, side: "older" | "newer"): void {
  const load = log.askAtEdge(side);
  log.loaded(load!, read(server, load));
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

/** What the answer at the end of the log quotes. */
function quoteOf(log: RoomLog): string | undefined {
  const answer = log.newest.findLast((item) => item.kind === "message" && item.message.quote !== undefined);
  return answer?.kind === "message" ? answer.message.quote?.content : undefined;
}
