import { waitFor } from "@hubbub/stack/testing";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { TestUser } from "./testing/fake-user-service.ts";
import { type ChatStack, startChatStack } from "./testing/start-chat-stack.ts";

// What an instance of this release does beside one of a later release, or of an earlier one.
let stack: ChatStack;
let ann: TestUser;

beforeAll(async () => {
  stack = await startChatStack();
  ann = await stack.users.register("ann");
});
afterAll(() => stack.stop());

/** Appends what this release does not know, as an instance of a later one would; nobody publishes it. */
async function appendOfLaterRelease(roomId: number): Promise<void> {
  await stack.sql(`
    with room as (update rooms set last_seq = last_seq + 1 where id = ${roomId} returning last_seq)
    insert into room_log (room_id, seq, kind, actor_id, client_msg_id, target_seq, body, created_at)
    select ${roomId}, last_seq, 'poll_opened', 7, gen_random_uuid()::text, 2, '{"username": "zoe"}', now() from room`);
}

test("an event of a later release is healed, resumed and joined like any other, and stops nobody", async () => {
  const chat = await stack.start("chat-1");
  const polled = await chat.createRoom(ann, { name: "polled" });
  const other = await chat.createRoom(ann, { name: "other" });
  const socket = await chat.connect(ann);
  await socket.ask({ type: "join_room", room_id: polled }, "room_joined");
  await socket.ask({ type: "join_room", room_id: other }, "room_joined");
  await socket.ask({ type: "send_message", room_id: polled, content: "one" }, "message_ack");

  await appendOfLaterRelease(polled);
  await socket.ask({ type: "send_message", room_id: polled, content: "two" }, "message_ack");
  await socket.ask({ type: "send_message", room_id: other, content: "three" }, "message_ack");
  const seenOf = (roomId: number) =>
    socket.frames.filter((frame) => "seq" in frame && frame.type !== "message_ack" && frame.room_id === roomId);
  await waitFor(() => {
    expect(seenOf(polled)).toMatchObject([
      { seq: 2, content: "one" },
      { type: "poll_opened", seq: 3, target_seq: 2, actor_id: 7, username: "zoe" },
      { seq: 4, content: "two" },
    ]);
    expect(seenOf(other)).toMatchObject([{ seq: 2, content: "three" }]);
  });

  const resumed = await chat.connect(ann);
  const joined = await resumed.ask({ type: "join_room", room_id: polled, after_seq: 2 }, "room_joined");
  expect(joined).toMatchObject({ recovered: true, last_seq: 4 });
  await waitFor(() =>
    expect(resumed.frames.filter((frame) => (frame.type as string) === "poll_opened")).toHaveLength(1),
  );

  const again = await stack.start("chat-2");
  const newcomer = await again.connect(ann);
  const fresh = await newcomer.ask({ type: "join_room", room_id: polled }, "room_joined");
  expect(fresh).toMatchObject({ last_seq: 4, messages: [{ seq: 2 }, { seq: 4 }] });
});

test("what an instance of an earlier release does not know is refused until that instance is gone", async () => {
  const redis = new Redis(stack.redis.operatorUrl);
  onTestFinished(() => redis.disconnect());
  await redis.zadd("hubbub:{presence}:instances", Date.now() + 3_600_000, "chat-9-of-before:1");
  await stack.sql("delete from log_kinds where kind in ('reaction', 'message_pinned')");

  const chat = await stack.start("chat-3");
  const roomId = await chat.createRoom(ann, { name: "careful" });
  const socket = await chat.connect(ann);
  await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");
  await socket.ask({ type: "send_message", room_id: roomId, content: "hello" }, "message_ack");
  const react = { type: "react", room_id: roomId, seq: 2, emoji: "👍", on: true };
  const pin = { type: "pin_message", room_id: roomId, seq: 2, on: true };
  for (const frame of [react, pin]) {
    expect(await socket.ask(frame, "error")).toMatchObject({ code: "unavailable", retryable: true });
  }

  await redis.zrem("hubbub:{presence}:instances", "chat-9-of-before:1");
  await waitFor(() => {
    socket.send(react);
    expect(socket.all("ok")).toContainEqual(expect.objectContaining({ room_id: roomId }));
  });
  await socket.ask(pin, "ok");
  const kinds = await stack.sql("select kind from log_kinds where kind in ('reaction', 'message_pinned')");
  expect(kinds).toHaveLength(2);
});

test("what an instance of a later release signals reaches who has the room open, but whom it is about", async () => {
  const redis = new Redis(stack.redis.operatorUrl);
  onTestFinished(() => redis.disconnect());
  const bob = await stack.users.register("bob");
  const chat = await stack.start("chat-4");
  const roomId = await chat.createRoom(ann, { name: "signals" });
  const [anns, bobs] = [await chat.connect(ann), await chat.connect(bob)];
  for (const socket of [anns, bobs]) await socket.ask({ type: "join_room", room_id: roomId }, "room_joined");

  const frame = { type: "user_recording", room_id: roomId, user_id: bob.userId };
  const signal = `s1 chat-9-of-later ${bob.userId} user_recording\n${JSON.stringify(frame)}`;
  await redis.publish(`hubbub:room:${roomId}`, signal);
  await waitFor(() => expect(anns.frames).toContainEqual(frame));
  await bobs.ask({ type: "ping" }, "pong");
  expect(bobs.frames).not.toContainEqual(frame);
});
