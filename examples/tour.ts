/**
 * A tour of hubbub through its client: two new people on two chat instances do all that one can do.
 *
 *     node examples/tour.ts
 *
 * HUBBUB_URL          where hubbub is (http://localhost:8080)
 * HUBBUB_ADMIN        name and password of a server admin, as `root:secret`: then there is an announcement too
 *
 * It says what it does, and stops with an exit code other than 0 at the first thing that is not as it should be.
 */
import assert from "node:assert/strict";
import {
  type ChatRoom,
  type Conversation,
  HubbubError,
  messageState,
  PeoplePresence,
  readBy,
  type RoomSnapshot,
  toRoomTitle,
} from "@hubbub/client";
import { Person } from "./tour/person.ts";
import { say } from "./tour/say.ts";
import { stopAt } from "./tour/stop-at.ts";
import { until } from "./tour/until.ts";

const url = process.env["HUBBUB_URL"] ?? "http://localhost:8080";
const password = "correct horse battery";
const suffix = Date.now().toString(36);
const everybody = [new Person(url, 1), new Person(url, 2), new Person(url, 3)] as const;

try {
  await tour(...everybody);
} catch (error) {
  console.error("\nThis is not as it should be:", error);
  process.exitCode = 1;
}
for (const { client } of everybody) client.close();

async function tour(ada: Person, ben: Person, admin: Person): Promise<void> {
  await accounts(ada, ben);
  const roomId = await rooms(ada, ben);
  await typingAndPresence(ada, ben, roomId);
  await names(ada, ben);
  await changes(ada, ben, roomId);
  await quotes(ada, ben, roomId);
  await pins(ada, ben, roomId);
  await threads(ada, ben, roomId);
  await unreadAndReceipts(ada, ben, roomId);
  await privateRoom(ada, ben);
  await directMessages(ada, ben);
  await sendByRoomName(ada, ben);
  await announcement(ada, ben, admin);
  await history(ada, roomId);
  await brokenConnection(ada, ben, roomId);
  await signOut(ada);
}

async function accounts(ada: Person, ben: Person): Promise<void> {
  stopAt("Accounts");
  await ada.signUp(`ada-${suffix}`, password);
  await ben.signUp(`ben-${suffix}`, password);
  await refuses("unauthenticated", new Person(url, 4).signIn(ada.name, "a wrong password"));
  await ben.client.signOut();
  await ben.signIn(`ben-${suffix}@example.org`, password);
  await ben.moveAwayFrom(ada.instance);
  say(`ada is ${ada.name} on ${ada.instance}, ben is ${ben.name} on ${ben.instance}`);
}

async function rooms(ada: Person, ben: Person): Promise<number> {
  stopAt("Rooms");
  const { id, name } = await ada.client.myRooms.create({ name: `tour ${suffix}`, type: "public", topic: "A tour" });
  say(`ada makes the public room "${name}"`);
  const { rooms } = await ben.client.rooms.list(name);
  assert.deepEqual(
    rooms.map((room) => room.id),
    [id],
  );
  const [here, there] = [ada.client.room(id), ben.client.room(id)];
  await open(here);
  await open(there);
  say("ben finds it by name and joins: everybody may");
  here.send("Hello Ben");
  await sees(there, "Hello Ben");
  there.send("Hello Ada");
  await sees(here, "Hello Ada");
  say("they write each other, and each sees the other's words at once");
  return id;
}

async function typingAndPresence(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Typing, and who is here");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  await until("ada sees that ben is here", here.state, ({ people }) =>
    people.some(({ user_id }) => user_id === ben.id),
  );
  say("ada sees that ben is here");
  there.setTyping(true);
  await until("ada sees ben typing", here.state, ({ typing }) => typing.length === 1);
  there.setTyping(false);
  await until("ada sees that ben stopped", here.state, ({ typing }) => typing.length === 0);
  say("ada sees ben typing, and that he stopped");

  const presence = new PeoplePresence(ada.client).of(ben.id);
  const bensOwn = new PeoplePresence(ben.client);
  await until("ada sees that ben is online", presence, (ben) => ben?.state === "online");
  bensOwn.set("away");
  await until("ada sees that ben went away", presence, (ben) => ben?.state === "away");
  bensOwn.set("online");
  await until("ada sees that ben is back", presence, (ben) => ben?.state === "online");
  say("ada sees ben online, away and back");
}

async function names(ada: Person, ben: Person): Promise<void> {
  stopAt("What people are called");
  const called = `Ben ${suffix}`;
  assert.equal(ada.client.people.nameOf(ben.id), ben.name);
  await ben.client.changeAccount({ display_name: called });
  assert.equal(ben.client.people.nameOf(ben.id), called);
  say(`ben chooses a name: "${called}"`);
  await until(
    "ada's program calls him so",
    ada.client.people.of(ben.id),
    (person) => person?.display_name === called && person.username === ben.name,
  );
  say("ada's program, which shows him, has asked what he is called");
}

async function changes(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Changing what was said");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "I like gardning");
  await here.edit(seq, "I like gardening");
  await sees(there, "I like gardening");
  say("ada mends a word, and ben sees it mended");
  const { edits } = await ben.client.messages.edits(roomId, seq);
  assert.deepEqual(
    edits.map(({ content }) => content),
    ["I like gardning", "I like gardening"],
  );
  say("he may look up what she wrote first");
  await there.react(seq, "🌱", true);
  await until("ada sees the reaction", here.state, (room) =>
    messageAt(room, seq)?.reactions.some(({ emoji, user_ids }) => emoji === "🌱" && user_ids.includes(ben.id)),
  );
  const { reactions } = await ben.client.messages.addReaction(roomId, seq, "👩‍🌾");
  assert.deepEqual(
    reactions.map(({ emoji }) => emoji),
    ["🌱", "👩‍🌾"],
  );
  await ben.client.messages.removeReaction(roomId, seq, "👩‍🌾");
  await until("ada sees the one reaction left", here.state, (room) => messageAt(room, seq)?.reactions.length === 1);
  say("ben reacts with 🌱, and over REST with another one, which he takes back");
  await here.delete(seq);
  await until("ben sees it deleted", there.state, (room) => messageAt(room, seq)?.deleted_at !== undefined);
  assert.deepEqual((await ada.client.messages.edits(roomId, seq)).edits, []);
  say("ada takes it back: its place stays, its words are gone, the earlier ones too");
}

async function quotes(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Answers that quote");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "The door code is 4711");
  there.send("Thank you", { replyTo: seq });
  const answer = await until("ada sees the answer", here.state, ({ items }) =>
    items.flatMap((item) => (item.kind === "message" ? [item.message] : [])).find(({ reply_to }) => reply_to === seq),
  );
  assert.deepEqual([answer.content, answer.quote?.username], ["Thank you", ada.name]);
  assert.equal(answer.quote?.content, "The door code is 4711");
  say("ben answers what she wrote: beside his words stands the beginning of hers");
  await here.edit(seq, "The door is open");
  await until(
    "ben's quote is what she writes now",
    there.state,
    (room) => messageAt(room, answer.seq)?.quote?.content === "The door is open",
  );
  say("she writes it otherwise, and so says the quote");
  await here.delete(seq);
  await until("the quote is empty", there.state, (room) => messageAt(room, answer.seq)?.quote?.deleted);
  const { quote } = await ben.client.messages.get(roomId, answer.seq);
  assert.deepEqual([quote?.content, quote?.deleted], ["", true]);
  say("she takes it back: the answer says that what it quotes is deleted, and has nothing of it");
}

async function pins(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Pins");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "We meet on Tuesdays at ten");
  await there.pin(seq);
  const message = await until("ada sees it pinned", here.state, (room) => {
    const shown = messageAt(room, seq);
    return room.pinned?.includes(seq) === true && shown?.pinned === true ? shown : undefined;
  });
  assert.equal(message.pinned_by, ben.id);
  say("ben pins what ada wrote: anybody in the room may, and she sees that it was him");
  assert.deepEqual(await ada.client.messages.pin(roomId, seq), message);
  assert.deepEqual(await here.pins(), [message]);
  say("she pins it over REST, which changes nothing, and reads what is pinned");
  await ada.client.messages.unpin(roomId, seq);
  await until("ben sees it pinned no more", there.state, ({ pinned }) => pinned?.length === 0);
  assert.deepEqual((await ben.client.messages.pins(roomId)).messages, []);
  say("she takes the pin away, and he sees that it is gone");
}

async function threads(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Threads");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  const { seq } = await ada.client.send(roomId, "Shall we restart at ten?");
  await sees(there, "Shall we restart at ten?");
  await ada.client.threads.load();
  const [adas, bens] = [await here.thread(seq), await there.thread(seq)];
  bens.open();
  await sees(bens, "Shall we restart at ten?");
  bens.send("Ten is good");
  await until("ada's room shows that there is a reply", here.state, (room) => {
    return messageAt(room, seq)?.thread?.reply_count === 1;
  });
  assert.ok(!contents(here.state.snapshot()).includes("Ten is good"));
  say("ben replies in a thread: in the room ada's message says that it has a reply, and by whom");
  await until("ada's threads have something new", ada.client.threads.state, ({ threads }) =>
    threads.some(({ root, unread_count }) => root.seq === seq && unread_count === 1),
  );
  say("she follows the thread of what she wrote: it is in her list, with one new reply");
  adas.open();
  await sees(adas, "Ten is good");
  adas.markRead();
  await until("nothing is new in ada's threads", ada.client.threads.state, ({ unreadCount }) => unreadCount === 0);
  adas.setTyping(true);
  await until("ben sees ada typing in the thread", bens.state, ({ typing }) => typing.length === 1);
  assert.deepEqual(there.state.snapshot().typing, []);
  adas.send("Decided: ten", { inRoom: true });
  await sees(bens, "Decided: ten");
  await sees(there, "Decided: ten");
  say("she reads it, and sends her reply to the room as well: there it stands too");
  await bens.follow(false);
  assert.equal(bens.state.snapshot().isFollowing, false);
  say("ben ends following it");
  adas.close();
  bens.close();
}

async function unreadAndReceipts(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("Unread messages, and who has read");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  there.markRead();
  await until("nothing is unread for ben", ben.client.unread, ({ rooms }) => rooms === 0);
  there.close();
  const { seq } = await ada.client.send(roomId, `Are you still there, @${ben.name}?`);
  await until("ben has one unread message", ben.client.myRooms.state, ({ rooms }) =>
    rooms.some(({ id, unread_count, mention_count }) => id === roomId && unread_count === 1 && mention_count === 1),
  );
  say("ben has left the room's page: his list of rooms shows one unread message, which mentions him");
  await open(there);
  assert.equal(there.state.snapshot().newFromSeq, seq);
  say("he opens the room: the line New stands above that message");
  there.markRead();
  await until("ada sees that ben has read", here.state, (room) =>
    readBy({ seq, user_id: ada.id }, room).includes(ben.id),
  );
  await until("ben's badge is gone", ben.client.unread, ({ rooms, alerts }) => rooms === 0 && alerts === 0);
  say("he reads it: his badge goes, and ada sees that he has read");
  await there.markUnread(seq);
  assert.equal(there.state.snapshot().lastReadSeq, seq - 1);
  await until("ben has it unread again", ben.client.myRooms.state, ({ rooms }) =>
    rooms.some(({ id, unread_count, mention_count }) => id === roomId && unread_count === 1 && mention_count === 1),
  );
  assert.ok(readBy({ seq, user_id: ada.id }, here.state.snapshot()).includes(ben.id));
  say("he marks it unread for later: his badge is back, and ada still sees that he has read");
  there.markRead();
  await until("ben's badge is gone again", ben.client.unread, ({ alerts }) => alerts === 0);
}

async function privateRoom(ada: Person, ben: Person): Promise<void> {
  stopAt("A private room");
  const { id } = await ada.client.myRooms.create({ name: `secret ${suffix}`, type: "private", topic: "" });
  await refuses("room_not_found", ben.client.rooms.get(id));
  say("ada makes a private room; to ben it does not exist");
  await ada.client.rooms.addMember(id, { username: ben.name });
  await until("ben's list shows it", ben.client.myRooms.state, ({ rooms }) => rooms.some((room) => room.id === id));
  say("she adds him by name, and it shows up in his list");
  await ada.client.rooms.removeMember(id, ben.id);
  await until(
    "ben's list is without it",
    ben.client.myRooms.state,
    ({ rooms }) => !rooms.some((room) => room.id === id),
  );
  say("she takes him out, and it is gone");
}

async function directMessages(ada: Person, ben: Person): Promise<void> {
  stopAt("Direct messages");
  const { roomId, seq } = await ada.client.sendDirect(ben.name, "Between you and me");
  const atBens = await until("ben has a direct message", ben.client.myRooms.state, ({ rooms }) =>
    rooms.find(({ id, unread_count }) => id === roomId && unread_count === 1),
  );
  assert.equal(toRoomTitle(atBens, ben.id), ada.name);
  say("ada writes to ben by name: a conversation called after her appears in his list, with one unread message");
  const here = ada.client.room(roomId);
  await open(here);
  const state = (room: RoomSnapshot) => messageState({ seq, user_id: ada.id }, room);
  await until("ada sees it delivered", here.state, (room) => state(room) === "delivered");
  say("one tick, two ticks: it has reached a device of his");
  const there = ben.client.room(roomId);
  await open(there);
  there.markRead();
  await until("ada sees it read", here.state, (room) => state(room) === "read");
  say("he opens it: she sees that it was read");
  assert.equal((await ben.client.myRooms.openDirect(ada.id)).id, roomId);
  say("whoever begins, the two have one conversation");
}

async function sendByRoomName(ada: Person, ben: Person): Promise<void> {
  stopAt("By the name of a room");
  const { roomId } = await ben.client.sendGroup(`TOUR ${suffix}`, "To whom it may concern");
  await sees(ada.client.room(roomId), "To whom it may concern");
  say("ben writes to the room by its name, as programs do");
  await refuses("room_not_found", ben.client.sendGroup(`no such room ${suffix}`, "Hello?"));
}

async function announcement(ada: Person, ben: Person, admin: Person): Promise<void> {
  stopAt("Announcements");
  await refuses("forbidden", ada.client.broadcast("Hear, hear"));
  say("ada may not announce anything: she is no server admin");
  const [name, ...secret] = process.env["HUBBUB_ADMIN"]?.split(":") ?? [];
  if (name === undefined) return say("(HUBBUB_ADMIN is not set: no announcement)");
  await admin.signIn(name, secret.join(":"));
  const text = `The tour ${suffix} has come this far`;
  const heard = [ada, ben].map(({ client }) =>
    until("both heard the announcement", client.announcements.latest, (latest) =>
      latest.some(({ content }) => content === text),
    ),
  );
  await admin.client.broadcast(text);
  await Promise.all(heard);
  say(`${name} announces something: both hear it, on both instances`);
}

async function history(ada: Person, roomId: number): Promise<void> {
  stopAt("History");
  const latest = await ada.client.messages.list(roomId, { limit: 2 });
  assert.equal(latest.messages.length, 2);
  assert.equal(latest.has_more, true);
  const before = await ada.client.messages.list(roomId, { beforeSeq: latest.messages[0]?.seq ?? 0, limit: 100 });
  const seqs = [...before.messages, ...latest.messages].map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    seqs.toSorted((one, other) => one - other),
  );
  const middle = seqs[Math.floor(seqs.length / 2)] ?? 0;
  const around = await ada.client.messages.around(roomId, middle, 3);
  assert.deepEqual(
    around.messages.map(({ seq }) => seq),
    seqs.slice(seqs.indexOf(middle) - 1, seqs.indexOf(middle) + 2),
  );
  assert.deepEqual([around.has_more_before, around.has_more_after], [true, true]);
  say("she opens the room in its middle: a message with one before it and one after it, and more both ways");
  const first = before.messages[0];
  assert.ok(first !== undefined);
  assert.deepEqual(await ada.client.messages.get(roomId, first.seq), first);
  assert.equal((await ada.client.messages.at(roomId, new Date(first.created_at))).seq, first.seq);
  await refuses("message_not_found", ada.client.messages.at(roomId, new Date(Date.now() + 3_600_000)));
  say("she finds a message by its place and by its time");
  say(`page by page she reads all ${seqs.length} messages, in one order that never changes`);
}

async function brokenConnection(ada: Person, ben: Person, roomId: number): Promise<void> {
  stopAt("A broken connection");
  const [here, there] = [ada.client.room(roomId), ben.client.room(roomId)];
  await open(there);
  ben.client.connection.restart();
  const adas = Array.from({ length: 10 }, (_, n) => `ada's ${n} while ben was away`);
  const bens = Array.from({ length: 10 }, (_, n) => `ben's ${n} while he was away`);
  for (const text of bens) there.send(text);
  for (const text of adas) here.send(text);
  say("ben's connection breaks; ada writes on, and so does he");
  for (const room of [here, there]) {
    await until("all of it is there", room.state, (state) => {
      const seen = contents(state);
      return state.pending.length === 0 && [...adas, ...bens].every((text) => seen.includes(text));
    });
    const seen = contents(room.state.snapshot());
    for (const texts of [adas, bens]) {
      assert.deepEqual(
        seen.filter((text) => texts.includes(text)),
        texts,
      );
    }
  }
  assert.deepEqual(contents(here.state.snapshot()).slice(-20), contents(there.state.snapshot()).slice(-20));
  say("he comes back by himself: all twenty are there, once, in the same order for both");
}

async function signOut({ client }: Person): Promise<void> {
  stopAt("The end");
  await client.signOut();
  await refuses("unauthenticated", client.accounts.me());
  say("ada signs out, and her session is worth nothing any more");
}

async function open(room: ChatRoom): Promise<void> {
  room.open();
  await until("the room was joined", room.state, ({ status }) => status === "joined");
}

async function sees(room: Conversation, content: string): Promise<void> {
  await until(`"${content}" was seen`, room.state, (state) => contents(state).includes(content));
}

async function refuses(code: string, attempt: Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, (error) => error instanceof HubbubError && error.code === code);
}

function contents({ items }: RoomSnapshot): string[] {
  return items.flatMap((item) => (item.kind === "message" ? [item.message.content] : []));
}

function messageAt({ items }: RoomSnapshot, seq: number) {
  const item = items.find((one) => one.kind === "message" && one.seq === seq);
  return item?.kind === "message" ? item.message : undefined;
}
