import assert from "node:assert/strict";
import { say } from "../say.ts";
import { password, suffix } from "../setting.ts";
import { stopAt } from "../stop-at.ts";
import type { RawPerson } from "./raw-person.ts";
import type { Frame, RawSocket } from "./raw-socket.ts";

/** What the client does at the stops before, frame by frame. */
export async function rawFrames(cy: RawPerson, dee: RawPerson): Promise<void> {
  stopAt("Without the client");
  await cy.signUp(`cy-${suffix}`, password);
  await dee.signUp(`dee-${suffix}`, password);
  const room = { name: `raw ${suffix}`, type: "public", topic: "" };
  const { id: roomId } = await cy.call<{ id: number }>("POST", "/rooms", room);
  await cy.socket.ask({ type: "join_room", room_id: roomId });
  await dee.socket.ask({ type: "join_room", room_id: roomId });
  say("cy and dee have one socket each, and join a room");
  const rootSeq = await threads(cy.socket, dee.socket, roomId);
  await pins(cy, dee, roomId, rootSeq);
  await mentions(cy, dee, roomId);
  await presence(cy.socket, dee);
}

async function threads(cys: RawSocket, dees: RawSocket, roomId: number): Promise<number> {
  const root = await cys.ask({ type: "send_message", room_id: roomId, content: "Who brings the tea?" });
  const rootSeq = Number(root["seq"]);
  const inThread = { room_id: roomId, thread_seq: rootSeq };
  dees.send({ type: "typing", ...inThread, is_typing: true });
  await cys.hears({ type: "user_typing", ...inThread, is_typing: true });
  const ack = await dees.ask({ type: "send_message", ...inThread, content: "I do" });
  const seq = Number(ack["seq"]);
  const reply = await cys.hears({ type: "new_message", ...inThread, seq, content: "I do" });
  const thread = reply["thread"] as { reply_count: number; last_reply_seq: number };
  assert.deepEqual([thread.reply_count, thread.last_reply_seq], [1, seq]);
  await cys.hears({ type: "thread_activity", ...inThread, last_seq: seq });
  say("dee replies in a thread: cy hears what she says and what the thread is then, and that one she follows has news");
  assert.deepEqual(contents(await cys.ask({ type: "history", ...inThread })), ["I do"]);
  assert.deepEqual(contents(await cys.ask({ type: "history", room_id: roomId })), ["Who brings the tea?"]);
  await cys.ask({ type: "mark_read", ...inThread, seq });
  await cys.hears({ type: "read_moved", ...inThread, last_read_seq: seq });
  await dees.ask({ type: "follow_thread", room_id: roomId, seq: rootSeq, on: false });
  say("its history is apart from the room's, and so is cy's place in it; dee ends following it");
  return rootSeq;
}

async function pins(cy: RawPerson, dee: RawPerson, roomId: number, seq: number): Promise<void> {
  for (const on of [true, false]) {
    await dee.socket.ask({ type: "pin_message", room_id: roomId, seq, on });
    await cy.socket.hears({ type: "message_pinned", room_id: roomId, target_seq: seq, user_id: dee.id, on });
  }
  say("dee pins a message and takes the pin away, and cy hears of both");
}

async function mentions(cy: RawPerson, dee: RawPerson, roomId: number): Promise<void> {
  const calls = [
    { content: `Thank you, @${dee.name}`, mentions: { user_ids: [dee.id] } },
    { content: "@here: it is ready", mentions: { user_ids: [], room: "here" } },
    { content: "@room: it is gone", mentions: { user_ids: [], room: "room" } },
  ];
  for (const { content, mentions } of calls) {
    await cy.socket.ask({ type: "send_message", room_id: roomId, content });
    await dee.socket.hears({ type: "new_message", room_id: roomId, content, mentions });
  }
  const { rooms } = await dee.call<{ rooms: { id: number; mention_count: number }[] }>("GET", "/users/me/rooms");
  assert.equal(rooms.find(({ id }) => id === roomId)?.mention_count, calls.length);
  say("cy calls dee by name, all who are there, and all of the room: the messages say so, and dee's list counts three");
}

async function presence(cys: RawSocket, { id, socket: dees }: RawPerson): Promise<void> {
  await cys.ask({ type: "watch_presence", user_ids: [id] });
  await cys.finds(`that ${id} is online`, (frame) => presenceIn(frame, id) === "online");
  await dees.ask({ type: "set_presence", state: "away" });
  await cys.finds(`that ${id} is away`, (frame) => presenceIn(frame, id) === "away");
  say("cy watches dee, who is online, and away when her program says so");
}

function contents(history: Frame): string[] {
  return (history["messages"] as { content: string }[]).map(({ content }) => content);
}

function presenceIn(frame: Frame, id: number): string | undefined {
  if (frame.type !== "presence") return undefined;
  return (frame["users"] as { user_id: number; state: string }[]).find(({ user_id }) => user_id === id)?.state;
}
