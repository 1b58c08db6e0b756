import { AppError } from "@hubbub/errors";
import type { MemberRole, RoomType } from "@hubbub/ws-protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogCommand } from "../kinds/log-kinds.ts";
import { readMessage } from "../read/page-queries.ts";
import { by, createRoom, person } from "../testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../testing/test-log.ts";

let log: TestLog;
let writer: TestWriter;
let names = 0;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

const owner = person(1);
const admin = person(2);
const member = person(3);
const stranger = person(4);
const root = person(5, { serverAdmin: true });
const people = { owner, admin, member, stranger, root };
type Who = keyof typeof people;

/** A room with an owner (1), an admin (2) and a member (3). */
async function room(kind: RoomType, others: Record<number, MemberRole> = { 2: "admin", 3: "member" }): Promise<number> {
  names += 1;
  const direct = kind === "direct" ? { name: "", directKey: `1:${names}` } : {};
  const made = await writer.createRoom(createRoom(owner, `room ${names}`, { kind, others, ...direct }));
  return made.roomId;
}

/** What became of a command: `new`, `duplicate`, or the error's code with the field it names. */
async function verdict(command: LogCommand): Promise<string> {
  try {
    const { duplicate } = await writer.append(command);
    return duplicate ? "duplicate" : "new";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.field === undefined ? error.code : `${error.code} ${error.field}`;
  }
}

async function verdicts(roomId: number, command: (who: ReturnType<typeof by>) => LogCommand) {
  const answers: Partial<Record<Who, string>> = {};
  for (const who of Object.keys(people) as Who[]) answers[who] = await verdict(command(by(people[who], roomId)));
  return answers;
}

describe("who may do what", () => {
  const everybody = (answer: string) => ({ owner: answer, admin: answer, member: answer });

  test("members post; others join first, and do not see what is private", async () => {
    expect(await verdicts(await room("public"), (who) => who.post("hi"))).toEqual({
      ...everybody("new"),
      stranger: "forbidden",
      root: "forbidden",
    });
    expect(await verdicts(await room("private"), (who) => who.post("hi"))).toEqual({
      ...everybody("new"),
      stranger: "room_not_found room_id",
      root: "room_not_found room_id",
    });
    expect(await verdicts(await room("direct"), (who) => who.post("hi"))).toEqual({
      ...everybody("new"),
      stranger: "room_not_found room_id",
      root: "room_not_found room_id",
    });
  });

  test("announcements are written by the room's owners and admins and by server admins, joined or not", async () => {
    expect(await verdicts(await room("announcement"), (who) => who.post("hear"))).toEqual({
      owner: "new",
      admin: "new",
      member: "forbidden",
      stranger: "forbidden",
      root: "new",
    });
    expect(await verdict(by(root, 2).post("to all"))).toBe("new");
    expect(await verdict(by(owner, 2).post("to all"))).toBe("forbidden");
  });

  test("a room that does not exist, or cannot, is not found", async () => {
    for (const roomId of [999_999, 0, -1]) {
      expect(await verdicts(roomId, (who) => who.post("hi"))).toEqual({
        ...everybody("room_not_found room_id"),
        stranger: "room_not_found room_id",
        root: "room_not_found room_id",
      });
      expect(await verdict(by(root, roomId).update({ topic: "x" }))).toBe("room_not_found room_id");
      expect(await verdict(by(root, roomId).join())).toBe("room_not_found room_id");
    }
  });

  test("whoever sees a room may join it; one who is in it already changes nothing", async () => {
    for (const kind of ["public", "announcement"] as const) {
      expect(await verdicts(await room(kind), (who) => who.join())).toEqual({
        ...everybody("duplicate"),
        stranger: "new",
        root: "new",
      });
    }
    for (const kind of ["private", "direct"] as const) {
      expect(await verdicts(await room(kind), (who) => who.join())).toEqual({
        ...everybody("duplicate"),
        stranger: "room_not_found room_id",
        root: "room_not_found room_id",
      });
    }
  });

  test("any member adds people to a public room, owners and admins elsewhere, only owners with a role", async () => {
    let newcomer = 100;
    const add = (who: ReturnType<typeof by>) => who.add((newcomer += 1));
    const addAdmin = (who: ReturnType<typeof by>) => who.add((newcomer += 1), "admin");
    expect(await verdicts(await room("public"), add)).toMatchObject({ ...everybody("new"), stranger: "forbidden" });
    expect(await verdicts(await room("private"), add)).toMatchObject({
      owner: "new",
      admin: "new",
      member: "forbidden",
      stranger: "room_not_found room_id",
    });
    expect(await verdicts(await room("announcement"), add)).toMatchObject({ admin: "new", member: "forbidden" });
    expect(await verdicts(await room("direct"), add)).toMatchObject(everybody("forbidden"));
    expect(await verdicts(await room("private"), addAdmin)).toMatchObject({ owner: "new", admin: "forbidden" });
    expect(await verdict(by(owner, await room("private")).add(3))).toBe("duplicate");
  });

  test("owners remove all but themselves, admins remove members, members nobody", async () => {
    const roomId = await room("public", { 2: "admin", 3: "member", 6: "admin", 7: "owner", 8: "member" });
    expect(await verdict(by(member, roomId).remove(8))).toBe("forbidden");
    expect(await verdict(by(admin, roomId).remove(6))).toBe("forbidden");
    expect(await verdict(by(admin, roomId).remove(7))).toBe("forbidden");
    expect(await verdict(by(admin, roomId).remove(8))).toBe("new");
    expect(await verdict(by(admin, roomId).remove(8))).toBe("user_not_found");
    expect(await verdict(by(owner, roomId).remove(1))).toBe("forbidden");
    expect(await verdict(by(owner, roomId).remove(7))).toBe("new");
    expect(await verdict(by(root, roomId).remove(6))).toBe("new");
    expect(await verdict(by(owner, await room("direct")).remove(3))).toBe("forbidden");
  });

  test("owners give roles, but a room with owners keeps one", async () => {
    const roomId = await room("private");
    expect(await verdict(by(admin, roomId).setRole(3, "admin"))).toBe("forbidden");
    expect(await verdict(by(owner, roomId).setRole(3, "admin"))).toBe("new");
    expect(await verdict(by(owner, roomId).setRole(3, "admin"))).toBe("duplicate");
    expect(await verdict(by(owner, roomId).setRole(4, "admin"))).toBe("user_not_found");
    expect(await verdict(by(owner, roomId).setRole(1, "member"))).toBe("forbidden");
    expect(await verdict(by(owner, roomId).leave())).toBe("forbidden");
    expect(await verdict(by(owner, roomId).setRole(2, "owner"))).toBe("new");
    expect(await verdict(by(owner, roomId).leave())).toBe("new");
    expect(await verdict(by(owner, roomId).leave())).toBe("room_not_found room_id");
  });

  test("leaving ends a membership; who is none changes nothing; the last one may go", async () => {
    const roomId = await room("public", {});
    expect(await verdict(by(stranger, roomId).leave())).toBe("duplicate");
    expect(await verdict(by(owner, roomId).leave())).toBe("new");
    expect(await log.sql("select member_count from rooms where id = $1", [roomId])).toEqual([{ member_count: 0 }]);
    expect(await verdict(by(owner, await room("direct")).leave())).toBe("forbidden");
  });

  test("owners and admins change name and topic, owners archive", async () => {
    expect(await verdicts(await room("public"), (who) => who.update({ topic: "news" }))).toEqual({
      owner: "new",
      admin: "duplicate",
      member: "forbidden",
      stranger: "forbidden",
      root: "duplicate",
    });
    const archived = await room("private");
    expect(await verdict(by(admin, archived).archive())).toBe("forbidden");
    expect(await verdict(by(owner, archived).archive())).toBe("new");
    expect(await verdict(by(owner, archived).archive())).toBe("duplicate");
    expect(await verdict(by(owner, await room("direct")).archive())).toBe("forbidden");
  });

  test("names are unique without case, across letters too", async () => {
    await writer.createRoom(createRoom(owner, "Größe", { kind: "public" }));
    const taken = { code: "already_exists", field: "name" };
    await expect(writer.createRoom(createRoom(member, "GRÖSSE"))).rejects.toMatchObject(taken);
    await expect(writer.createRoom(createRoom(member, "grÖße"))).rejects.toMatchObject(taken);
    await expect(writer.createRoom(createRoom(member, "General"))).rejects.toMatchObject(taken);
    const roomId = await room("public");
    expect(await verdict(by(owner, roomId).update({ name: "GENERAL" }))).toBe("already_exists name");
    expect(await verdict(by(owner, roomId).update({ name: "Elsewhere" }))).toBe("new");
    expect(await verdict(by(owner, roomId).update({ name: "ELSEWHERE" }))).toBe("new");
  });

  test("an archived room is read, not written, and can be left", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("last words"));
    await writer.append(by(owner, roomId).archive());
    for (const command of [
      by(owner, roomId).post("more"),
      by(member, roomId).edit(seq, "other words"),
      by(member, roomId).delete(seq),
      by(admin, roomId).react(seq, "👍"),
      by(stranger, roomId).join(),
      by(owner, roomId).add(9),
      by(owner, roomId).setRole(3, "admin"),
      by(owner, roomId).update({ name: "other" }),
    ]) {
      expect([command.do, await verdict(command)]).toEqual([command.do, "room_archived"]);
    }
    expect(await verdict(by(owner, roomId).remove(2))).toBe("new");
    expect(await verdict(by(member, roomId).leave())).toBe("new");
  });

  test("one who is muted reads", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("hello"));
    await log.sql(
      "update room_members set muted_until = now() + interval '1 hour' where room_id = $1 and user_id = 3",
      [roomId],
    );
    expect(await verdict(by(member, roomId).post("hello?"))).toBe("forbidden");
    expect(await verdict(by(member, roomId).edit(seq, "hello!"))).toBe("forbidden");
    expect(await verdict(by(member, roomId).react(seq, "👍"))).toBe("forbidden");
    expect(await verdict(by(member, roomId).delete(seq))).toBe("new");
    await log.sql("update room_members set muted_until = now() - interval '1 second' where room_id = $1", [roomId]);
    expect(await verdict(by(member, roomId).post("hello again"))).toBe("new");
  });
});

describe("messages and what becomes of them", () => {
  test("only its author edits a message, its author and moderators delete it", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("mine"));
    expect(await verdicts(roomId, (who) => who.edit(seq, "yours"))).toEqual({
      owner: "forbidden",
      admin: "forbidden",
      member: "new",
      stranger: "forbidden",
      root: "forbidden",
    });
    const { seq: second } = await writer.append(by(owner, roomId).post("of the owner"));
    expect(await verdict(by(member, roomId).delete(second))).toBe("forbidden");
    expect(await verdict(by(stranger, roomId).delete(second))).toBe("forbidden");
    expect(await verdict(by(admin, roomId).delete(second))).toBe("new");
    expect(await verdict(by(admin, roomId).delete(second))).toBe("duplicate");
    expect(await verdict(by(root, roomId).delete(seq))).toBe("new");
    expect(await verdict(by(member, roomId).edit(seq, "again"))).toBe("message_not_found seq");
    expect(await verdict(by(member, roomId).react(seq, "👍"))).toBe("message_not_found seq");
    expect(await verdict(by(member, roomId).edit(1, "of another kind"))).toBe("message_not_found seq");
    expect(await verdict(by(member, roomId).delete(10_000))).toBe("message_not_found seq");
  });

  test("an edit and a reaction show in the message, with the seq of what changed it last", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("one"));
    const edit = await writer.append(by(member, roomId).edit(seq, "two"));
    expect(await verdict(by(member, roomId).edit(seq, "two"))).toBe("duplicate");
    await writer.append(by(member, roomId).react(seq, "👍"));
    await writer.append(by(admin, roomId).react(seq, "🎉"));
    await writer.append(by(admin, roomId).react(seq, "👍"));
    expect(await verdict(by(admin, roomId).react(seq, "👍"))).toBe("duplicate");
    const off = await writer.append(by(member, roomId).react(seq, "👍", false));
    expect(await verdict(by(member, roomId).react(seq, "👍", false))).toBe("duplicate");
    expect(await readMessage(log.db, roomId, seq)).toMatchObject({
      content: "two",
      edited_at: edit.createdAt.toISOString(),
      reactions: [
        { emoji: "👍", user_ids: [2] },
        { emoji: "🎉", user_ids: [2] },
      ],
      updated_seq: off.seq,
    });
    await writer.append(by(admin, roomId).react(seq, "👍", false));
    expect((await readMessage(log.db, roomId, seq))?.reactions).toEqual([{ emoji: "🎉", user_ids: [2] }]);
  });

  test("nothing in the log repeats what a deleted message said", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("secret one"));
    const edit = await writer.append(by(member, roomId).edit(seq, "secret two"));
    await writer.append(by(admin, roomId).react(seq, "👍"));
    const gone = await writer.append(by(member, roomId).delete(seq));
    const rows = await log.sql<{ text: string }>("select room_log::text as text from room_log where room_id = $1", [
      roomId,
    ]);
    expect(rows.filter(({ text }) => text.includes("secret"))).toEqual([]);
    expect(await readMessage(log.db, roomId, seq)).toMatchObject({
      content: "",
      deleted_at: gone.createdAt.toISOString(),
      reactions: [],
      updated_seq: gone.seq,
    });
    expect(writer.committed.at(-1)).toMatchObject({ roomId, effects: { deleted: [seq, edit.seq] } });
  });

  test("a message answers one of its own room", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("question"));
    expect(await verdict(by(admin, roomId).post("answer", { replyTo: seq }))).toBe("new");
    expect(await verdict(by(admin, roomId).post("no answer", { replyTo: 0 }))).toBe("new");
    expect(await verdict(by(admin, roomId).post("to nothing", { replyTo: 9_999 }))).toBe("message_not_found reply_to");
    expect(await verdict(by(admin, roomId).post("to the join", { replyTo: 1 }))).toBe("message_not_found reply_to");
  });

  test("a message has at most 20 different reactions", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("react!"));
    const emoji = Array.from({ length: 21 }, (_, i) => `e${i}`);
    const answers = await Promise.all(emoji.map((one) => verdict(by(member, roomId).react(seq, one))));
    expect(answers.filter((answer) => answer === "new")).toHaveLength(20);
    expect(answers.at(-1)).toBe("invalid_argument emoji");
    expect(await verdict(by(admin, roomId).react(seq, "e0"))).toBe("new");
  });

  test("one's own send is read by oneself, and for a newcomer all before is", async () => {
    const roomId = await room("public");
    const { seq } = await writer.append(by(member, roomId).post("first"));
    const joined = await writer.append(by(stranger, roomId).join());
    const read = await log.sql("select user_id, last_read_seq from room_members where room_id = $1 order by 1", [
      roomId,
    ]);
    expect(read).toEqual([
      { user_id: 1, last_read_seq: 1 },
      { user_id: 2, last_read_seq: 1 },
      { user_id: 3, last_read_seq: seq },
      { user_id: 4, last_read_seq: joined.seq },
    ]);
  });
});

describe("making rooms", () => {
  test("a room begins with its members, in one commit", async () => {
    const command = createRoom(owner, "Begins", { topic: "at one", others: { 2: "admin", 3: "member" } });
    const made = await writer.createRoom(command);
    expect(made).toMatchObject({ seq: 1, duplicate: false });
    expect(writer.committed.at(-1)).toMatchObject({
      roomId: made.roomId,
      roomKind: "private",
      firstSeq: 1,
      effects: { added: [1, 2, 3] },
    });
    expect(
      await log.sql("select name, topic, created_by, last_seq, member_count from rooms where id = $1", [made.roomId]),
    ).toEqual([{ name: "Begins", topic: "at one", created_by: 1, last_seq: 1, member_count: 3 }]);
  });

  test("two people have one direct room, whoever opens it first", async () => {
    const direct = (actor: typeof owner) =>
      createRoom(actor, "", {
        kind: "direct",
        directKey: "31:32",
        members: [31, 32].map((userId) => ({ userId, username: `user${userId}`, role: "member" as const })),
      });
    const other = log.writer();
    const opened = await Promise.all([
      writer.createRoom(direct(person(31))),
      other.createRoom(direct(person(32))),
      writer.createRoom(direct(person(31))),
    ]);
    expect(new Set(opened.map(({ roomId }) => roomId)).size).toBe(1);
    expect(opened.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(await log.sql("select count(*)::int from room_log where room_id = $1", [opened[0]?.roomId])).toEqual([
      { count: 1 },
    ]);
  });
});
