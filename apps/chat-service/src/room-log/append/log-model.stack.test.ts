import { AppError } from "@hubbub/errors";
import {
  changeQuote,
  type LogFrame,
  type MemberRole,
  type Message,
  type Quote,
  type RoomType,
} from "@hubbub/ws-protocol";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEvents } from "../read/event-queries.ts";
import type { LogCommand } from "../kinds/log-kinds.ts";
import { readPins } from "../read/pin-queries.ts";
import { readPage } from "../read/page-queries.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type ModelMessage, RoomModel } from "../testing/room-model.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";

let log: TestLog;
let writers: TestWriter[];
let rooms = 0;

beforeAll(async () => {
  log = await testLog();
  writers = [log.writer(), log.writer()];
});
afterAll(() => log.stop());

const people = [1, 2, 3, 4].map((userId) => person(userId, { serverAdmin: userId === 4 }));
const firstMembers = new Map<number, MemberRole>([
  [1, "owner"],
  [2, "admin"],
  [3, "member"],
]);

/** A command before it is known which messages there are. */
type Draft = (roomId: number, seqs: readonly number[]) => LogCommand;

const actors = fc.constantFrom(...people);
const userIds = fc.integer({ min: 1, max: 5 });
const roles = fc.constantFrom("owner" as const, "admin" as const, "member" as const);
const links = ["https://a.example/b", "https://c.example"] as const;
const oneLink = `see ${links[0]}`;
const twoLinks = links.join(" ");
const contents = fc.constantFrom(
  "one",
  "two",
  "„drei“ \u2028",
  '{"type":"x"}',
  "<b>\n</b>",
  "\u0001\\",
  oneLink,
  twoLinks,
);
const ids = fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined, freq: 2 });
const someSeq = (seqs: readonly number[], pick: number) => (seqs.length === 0 ? 9_999 : seqs[pick % seqs.length]!);

const drafts: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(actors, contents, ids).map(([actor, content, clientMsgId]) => (room: number) => ({
      ...by(actor, room).post(content),
      clientMsgId,
    })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(actors, fc.nat(), contents, ids)
      .map(([actor, pick, content, clientMsgId]) => (room: number, seqs: readonly number[]) => ({
        ...by(actor, room).post(content, { replyTo: someSeq(seqs, pick) }),
        clientMsgId,
      })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(actors, fc.nat(), contents, ids)
      .map(([actor, pick, content, clientMsgId]) => (room: number, seqs: readonly number[]) => ({
        ...by(actor, room).edit(someSeq(seqs, pick), content),
        clientMsgId,
      })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(actors, fc.nat()).map(
      ([actor, pick]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).delete(someSeq(seqs, pick)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(actors, fc.nat()).map(
      ([actor, pick]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).erase(someSeq(seqs, pick)),
    ),
  },
  { weight: 1, arbitrary: actors.map((actor) => (room: number) => by(actor, room).depart()) },
  {
    weight: 3,
    arbitrary: fc.tuple(actors, fc.nat(), fc.constantFrom("👍", "🎉"), fc.boolean()).map(
      ([actor, pick, emoji, on]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).react(someSeq(seqs, pick), emoji, on),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(actors, fc.nat(), fc.boolean()).map(
      ([actor, pick, on]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).pin(someSeq(seqs, pick), on),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(actors, fc.nat(), fc.constantFrom(oneLink, twoLinks), fc.subarray([...links])).map(
      ([actor, pick, content, urls]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).setPreviews(someSeq(seqs, pick), content, urls),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(actors, fc.nat(), fc.subarray([...links])).map(
      ([actor, pick, urls]) =>
        (room: number, seqs: readonly number[]) =>
          by(actor, room).removePreviews(someSeq(seqs, pick), urls),
    ),
  },
  { weight: 4, arbitrary: actors.map((actor) => (room: number) => by(actor, room).join()) },
  { weight: 2, arbitrary: actors.map((actor) => (room: number) => by(actor, room).leave()) },
  {
    weight: 2,
    arbitrary: fc.tuple(actors, userIds, roles).map(
      ([actor, userId, role]) =>
        (room: number) =>
          by(actor, room).add(userId, role),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(actors, userIds).map(
      ([actor, userId]) =>
        (room: number) =>
          by(actor, room).remove(userId),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(actors, userIds, roles).map(
      ([actor, userId, role]) =>
        (room: number) =>
          by(actor, room).setRole(userId, role),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(actors, userIds, fc.constantFrom("banMember", "ban", "unban", "mute", "unmute")).map(
      ([actor, userId, what]) =>
        (room: number) =>
          by(actor, room)[what](userId),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(actors, contents).map(
      ([actor, topic]) =>
        (room: number) =>
          by(actor, room).update({ topic }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(actors, fc.boolean()).map(
      ([actor, linkPreviews]) =>
        (room: number) =>
          by(actor, room).update({ linkPreviews }),
    ),
  },
  { weight: 1, arbitrary: fc.constant((room: number) => by(person(2), room).archive()) },
);
const kinds = fc.constantFrom<RoomType>("public", "private", "announcement", "direct");

test("whatever is sent, in whatever batches: the log does what the model says, and its frames tell all of it", async () => {
  const batches = fc.array(fc.array(drafts, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(kinds, batches, async (kind, drafted) => {
      rooms += 1;
      const direct = kind === "direct" ? { name: "", directKey: `model:${rooms}` } : {};
      const others = { 2: "admin", 3: "member" } as const;
      const { roomId } = await writers[0]!.createRoom(
        createRoom(people[0]!, `model ${rooms}`, { kind, others, ...direct }),
      );
      const model = new RoomModel(kind, firstMembers);

      for (const [i, batch] of drafted.entries()) {
        const seqs = [...model.messages.keys()];
        const commands = batch.map((draft) => draft(roomId, seqs));
        const outcomes = commands.map((command) => outcomeOf(writers[i % 2]!, command));
        for (const [j, command] of commands.entries()) {
          const { verdict, posted } = model.apply(command);
          const outcome = await outcomes[j]!;
          expect([command, outcome.verdict]).toEqual([command, verdict]);
          posted?.(outcome.seq);
        }
      }

      const { messages } = await readPage(log.db, { roomId, limit: 100 });
      expect(messages.map(toModel)).toEqual([...model.messages].map(([seq, message]) => ({ seq, ...message })));
      expect(messages.map(({ quote }) => quote)).toEqual([...model.messages.values()].map(quoteIn(model)));
      expect((await readPins(log.db, roomId)).map(toModel)).toEqual(messages.filter(isPinned).map(toModel));
      expect(await readMembers(roomId)).toEqual(sorted(model.members));
      expect(await readBanned(roomId)).toEqual(model.banned);

      const live = liveFrames(roomId);
      expect(live.map(({ seq }) => seq)).toEqual(live.map((_, i) => i + 1));
      const rebuilt = await readFrames(roomId);
      // One who saw everything happen and one who was away know the same.
      for (const frames of [live, rebuilt]) {
        const known = replay(frames);
        expect(sorted(known.members)).toEqual(sorted(model.members));
        expect([...known.messages.values()].map(toModel)).toEqual(messages.map(toModel));
        expect([...known.messages.values()].map(({ quote }) => quote)).toEqual(messages.map(({ quote }) => quote));
        expect(known.banned).toEqual(model.banned);
        const { topic, archived, linkPreviews } = known;
        expect({ topic, archived, linkPreviews }).toEqual({
          topic: model.topic,
          archived: model.archived,
          linkPreviews: model.linkPreviews,
        });
      }
      // What nothing has changed since is made again from its row as it was.
      const changed = new Set(live.flatMap((frame) => ("target_seq" in frame ? frame.target_seq : [])));
      const edited = new Set(rebuilt.flatMap((frame) => (isEmptied(frame) ? frame.seq : [])));
      const isSame = (frame: LogFrame) =>
        !changed.has(frame.seq) && !edited.has(frame.seq) && !("quote" in frame && changed.has(frame.quote?.seq ?? 0));
      expect(rebuilt.filter(isSame)).toEqual(live.filter(isSame));
    }),
    { numRuns: 200 },
  );
}, 60_000);

/** Of a message that is deleted. */
function isEmptied(frame: LogFrame): boolean {
  if (frame.type === "previews_changed") return frame.previews.length === 0;
  return frame.type === "message_edited" && frame.content === "";
}

async function outcomeOf(writer: TestWriter, command: LogCommand): Promise<{ verdict: string; seq: number }> {
  try {
    const { duplicate, seq } = await writer.append(command);
    return { verdict: duplicate ? "duplicate" : "new", seq };
  } catch (error) {
    if (error instanceof AppError) return { verdict: error.code, seq: 0 };
    throw error;
  }
}

function toModel({
  seq,
  user_id,
  content,
  deleted_at,
  reply_to: replyTo = 0,
  reactions,
  pinned_by = 0,
  ...rest
}: Message) {
  const previews = (rest.previews ?? []).map(({ url }) => url);
  const people = reactions.map(({ emoji, user_ids }) => [emoji, new Set(user_ids)] as const);
  const deleted = deleted_at !== undefined;
  return { seq, author: user_id, content, deleted, replyTo, reactions: new Map(people), pinnedBy: pinned_by, previews };
}

const isPinned = ({ pinned }: Message) => pinned === true;

function quoteIn(model: RoomModel): (message: ModelMessage) => Quote | undefined {
  return ({ replyTo }) => {
    const original = model.messages.get(replyTo);
    if (original === undefined) return undefined;
    const { author, content, deleted } = original;
    const quote = { seq: replyTo, user_id: author, username: `user${author}`, content };
    return deleted ? { ...quote, deleted } : quote;
  };
}

const sorted = (members: ReadonlyMap<number, MemberRole>) => [...members].toSorted(([a], [b]) => a - b);

async function readMembers(roomId: number): Promise<[number, MemberRole][]> {
  const rows = await log.sql<{ user_id: number; role: MemberRole; member_count: number }>(
    `select user_id, role, member_count from room_members join rooms on id = room_id where room_id = $1 order by 1`,
    [roomId],
  );
  for (const { member_count } of rows) expect(member_count).toBe(rows.length);
  return rows.map(({ user_id, role }) => [user_id, role]);
}

async function readBanned(roomId: number): Promise<Set<number>> {
  const rows = await log.sql<{ user_id: number }>("select user_id from room_bans where room_id = $1", [roomId]);
  return new Set(rows.map(({ user_id }) => user_id));
}

async function readFrames(roomId: number): Promise<LogFrame[]> {
  const hole = (await readEvents(log.db, [{ roomId, after: 0, upTo: Number.MAX_SAFE_INTEGER }])).get(roomId);
  return hole?.events.map(({ frame }) => JSON.parse(Buffer.from(frame).toString())) ?? [];
}

/** What both writers told their hubs. */
function liveFrames(roomId: number): LogFrame[] {
  const batches = writers.flatMap(({ committed }) => committed).filter((batch) => batch.roomId === roomId);
  const frames = batches.flatMap((batch) =>
    batch.frames.map((frame) => JSON.parse(Buffer.from(frame).toString()) as LogFrame),
  );
  return frames.toSorted((a, b) => a.seq - b.seq);
}

/** What a client knows that has read every frame, as a client should: a message's state is newer by `updated_seq`. */
function replay(frames: readonly LogFrame[]) {
  const members = new Map<number, MemberRole>();
  const messages = new Map<number, Message>();
  const banned = new Set<number>();
  let topic = "";
  let archived = false;
  let linkPreviews = true;
  for (const frame of frames) {
    for (const [seq, known] of messages) messages.set(seq, changeQuote(known, frame));
    const message = "target_seq" in frame ? messages.get(frame.target_seq) : undefined;
    const isNewer = message !== undefined && frame.seq > (message.updated_seq ?? 0);
    switch (frame.type) {
      case "new_message":
        messages.set(frame.seq, frame);
        break;
      case "message_edited":
        if (isNewer) Object.assign(message, { content: frame.content, previews: frame.previews });
        break;
      case "message_deleted":
        if (isNewer)
          Object.assign(message, {
            content: "",
            deleted_at: frame.created_at,
            reactions: [],
            pinned_by: 0,
            previews: [],
          });
        break;
      case "message_pinned":
        if (isNewer) message.pinned_by = frame.on ? frame.user_id : 0;
        break;
      case "previews_changed":
        if (isNewer) message.previews = frame.previews;
        break;
      case "reaction": {
        if (!isNewer) break;
        const others = message.reactions.filter(({ emoji }) => emoji !== frame.emoji);
        const { emoji, user_ids } = frame;
        message.reactions = user_ids.length === 0 ? others : [...others, { emoji, user_ids }];
        break;
      }
      case "member_added":
        for (const { user_id, role } of frame.users) members.set(user_id, role);
        break;
      case "member_removed":
        for (const { user_id } of frame.users) {
          members.delete(user_id);
          if (frame.reason === "banned") banned.add(user_id);
        }
        break;
      case "member_updated":
        if (frame.banned === true) banned.add(frame.user_id);
        if (frame.banned === false) banned.delete(frame.user_id);
        break;
      case "messages_expired":
        break;
      case "room_updated":
        topic = frame.topic ?? topic;
        linkPreviews = frame.link_previews ?? linkPreviews;
        archived ||= frame.archived_at !== undefined;
        if (frame.member !== undefined) members.set(frame.member.user_id, frame.member.role);
    }
  }
  return { members, messages, banned, topic, archived, linkPreviews };
}
