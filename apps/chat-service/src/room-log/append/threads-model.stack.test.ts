import { changeMessage, changeThread, isShownAs, type LogFrame, type Message } from "@hubbub/ws-protocol";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogCommand } from "../kinds/log-kinds.ts";
import type { NamedPeople } from "../kinds/log-kind.ts";
import { readEvents } from "../read/event-queries.ts";
import { readPage } from "../read/page-queries.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";

let log: TestLog;
let writers: TestWriter[];
let rooms = 0;

beforeAll(async () => {
  log = await testLog();
  writers = [log.writer(), log.writer()];
});
afterAll(() => log.stop());

/** What a message is, in the plainest words. */
interface Known {
  readonly author: number;
  /** 0: none. */
  readonly root: number;
  readonly inRoom: boolean;
  called: readonly number[];
  deleted: boolean;
}

const people = [1, 2, 3].map((userId) => person(userId));
const stranger = 9;

type Draft =
  | { readonly do: "post"; readonly thread: number | undefined; readonly inRoom: boolean; readonly named: Named }
  | { readonly do: "edit"; readonly at: number; readonly named: Named }
  | { readonly do: "delete"; readonly at: number };
type Named = NamedPeople | undefined;
interface Move {
  readonly actor: number;
  readonly draft: Draft;
}

const named: fc.Arbitrary<Named> = fc.option(
  fc.record({
    userIds: fc.uniqueArray(fc.constantFrom(1, 2, 3, stranger), { maxLength: 3 }),
    room: fc.constantFrom(undefined, "here" as const, "room" as const),
  }),
  { nil: undefined },
);
const moves: fc.Arbitrary<Move> = fc.record({
  actor: fc.constantFrom(0, 1, 2),
  draft: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("post" as const),
        thread: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
        inRoom: fc.boolean(),
        named,
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("edit" as const), at: fc.nat(), named }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), at: fc.nat() }) },
  ),
});

test("whatever is replied, edited and deleted, in whatever batches: threads and mentions are what the messages say", async () => {
  const batches = fc.array(fc.array(moves, { minLength: 1, maxLength: 10 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(batches, async (drafted) => {
      rooms += 1;
      const others = { 2: "member", 3: "member" } as const;
      const { roomId } = await writers[0]!.createRoom(createRoom(people[0]!, `threads ${rooms}`, { others }));
      const model = new Map<number, Known>();
      let edits = 0;

      for (const [i, batch] of drafted.entries()) {
        const seqs = [...model.keys()];
        const commands = batch.map(({ actor, draft }) => toCommand(roomId, people[actor]!, draft, seqs, (edits += 1)));
        const answers = commands.map((command) => writers[i % 2]!.append(command).catch(() => undefined));
        for (const [j, command] of commands.entries()) {
          const answer = await answers[j];
          expect([command, answer !== undefined]).toEqual([command, isTaken(model, command)]);
          if (answer !== undefined) apply(model, command, answer.seq);
        }
      }

      const { messages } = await readPage(log.db, { roomId, of: "log", limit: 100 });
      const shown = await readPage(log.db, { roomId, limit: 100 });
      expect(messages.map(({ seq }) => seq)).toEqual([...model.keys()]);
      const inTimeline = [...model].filter(([, { root, inRoom }]) => root === 0 || inRoom).map(([seq]) => seq);
      expect(shown.messages.map(({ seq }) => seq)).toEqual(inTimeline);
      expect(threadsOf(messages)).toEqual(threadsIn(model));
      expect(await readCalled(roomId)).toEqual(calledIn(model));
      // One who saw everything happen and one who was away know the same.
      for (const frames of [liveFrames(roomId), await readFrames(roomId)]) {
        const known = replay(frames);
        expect(threadsOf(known)).toEqual(threadsIn(model));
        expect(known.map(({ mentions }) => mentions)).toEqual(messages.map(({ mentions }) => mentions));
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);

function toCommand(
  roomId: number,
  actor: (typeof people)[number],
  draft: Draft,
  seqs: readonly number[],
  n: number,
): LogCommand {
  const some = (pick: number) => (seqs.length === 0 ? 9_999 : seqs[pick % seqs.length]!);
  const { post, edit, delete: remove } = by(actor, roomId);
  if (draft.do === "delete") return remove(some(draft.at));
  if (draft.do === "edit") return { ...edit(some(draft.at), `text ${n}`), named: draft.named } as LogCommand;
  const thread = draft.thread === undefined ? {} : { threadSeq: some(draft.thread), inRoom: draft.inRoom };
  return { ...post(`text ${n}`, thread), named: draft.named } as LogCommand;
}

function isTaken(model: ReadonlyMap<number, Known>, command: LogCommand): boolean {
  if (command.do === "post") return (command.threadSeq ?? 0) === 0 || model.get(command.threadSeq!)?.root === 0;
  const target = "seq" in command ? model.get(command.seq) : undefined;
  if (target === undefined) return false;
  const isOwn = target.author === command.actor.userId;
  if (command.do === "delete") return target.deleted || isOwn || command.actor.userId === 1;
  return isOwn && !target.deleted;
}

function apply(model: Map<number, Known>, command: LogCommand, seq: number): void {
  if (command.do === "post") {
    const root = command.threadSeq ?? 0;
    const author = command.actor.userId;
    model.set(seq, { author, root, inRoom: command.inRoom === true, called: calledBy(command.named), deleted: false });
  } else if (command.do === "edit") {
    model.get(command.seq)!.called = calledBy(command.named);
  } else if (command.do === "delete") {
    Object.assign(model.get(command.seq)!, { deleted: true, called: [] });
  }
}

function calledBy(people: Named): number[] {
  const users = (people?.userIds ?? []).filter((userId) => userId !== stranger);
  return (people?.room === undefined ? users : [0, ...users]).toSorted((a, b) => a - b);
}

/** By root: how many replies there are, and who wrote the latest. */
function threadsIn(model: ReadonlyMap<number, Known>): Map<number, [number, number[]]> {
  const threads = new Map<number, [number, number[]]>();
  for (const { root, deleted, author } of model.values()) {
    if (root === 0 || deleted) continue;
    const [count, authors] = threads.get(root) ?? [0, []];
    threads.set(root, [count + 1, [author, ...authors.filter((other) => other !== author)]]);
  }
  return new Map([...threads].toSorted(([a], [b]) => a - b));
}

function threadsOf(messages: readonly Message[]): Map<number, [number, number[]]> {
  return new Map(
    messages.flatMap(({ seq, thread, thread_seq }) =>
      thread === undefined || thread_seq !== undefined || thread.reply_count === 0
        ? []
        : [[seq, [thread.reply_count, thread.user_ids]] as const],
    ),
  ) as Map<number, [number, number[]]>;
}

const calledIn = (model: ReadonlyMap<number, Known>) =>
  [...model].flatMap(([seq, { called }]) => called.map((userId) => [seq, userId]));

async function readCalled(roomId: number): Promise<number[][]> {
  const rows = await log.sql<{ seq: number; user_id: number }>(
    "select seq, user_id from mentions where room_id = $1 order by seq, user_id",
    [roomId],
  );
  return rows.map(({ seq, user_id }) => [seq, user_id]);
}

async function readFrames(roomId: number): Promise<LogFrame[]> {
  const hole = (await readEvents(log.db, [{ roomId, after: 0, upTo: Number.MAX_SAFE_INTEGER }])).get(roomId);
  return hole?.events.map(({ frame }) => JSON.parse(Buffer.from(frame).toString())) ?? [];
}

/** What both writers told their hubs. */
function liveFrames(roomId: number): LogFrame[] {
  return writers
    .flatMap(({ committed }) => committed)
    .filter((batch) => batch.roomId === roomId)
    .flatMap(({ frames }) => frames.map((frame) => JSON.parse(Buffer.from(frame).toString()) as LogFrame))
    .toSorted((a, b) => a.seq - b.seq);
}

function replay(frames: readonly LogFrame[]): readonly Message[] {
  let messages: readonly Message[] = [];
  for (const frame of frames) {
    if (frame.type === "new_message") messages = [...messages, frame];
    messages = messages.map((message) => {
      const changed =
        isShownAs(frame, "change") && "target_seq" in frame && frame.target_seq === message.seq
          ? changeMessage(message, frame)
          : message;
      return changeThread(changed, frame);
    });
  }
  return messages;
}
