import { expect, test } from "vitest";
import { toFrame } from "./to-frame.ts";

const read = (event: string, payload: unknown, ref?: number): unknown => JSON.parse(toFrame(event, payload, ref));

test.each<[string, unknown, object]>([
  ["authenticate", { token: "t" }, { type: "auth", token: "t" }],
  ["join_room", { roomId: 7 }, { type: "join_room", threads: true, room_id: 7 }],
  ["join_room", { roomId: "7" }, { type: "join_room", threads: true, room_id: "7" }],
  ["leave_room", {}, { type: "leave_room" }],
  ["leave_room", undefined, { type: "leave_room" }],
  ["send_message", { roomId: 7, message: "Hi" }, { type: "send_message", room_id: 7, content: "Hi" }],
  ["send_message", { message: "Hi", clientMsgId: "a" }, { type: "send_message", content: "Hi", client_msg_id: "a" }],
  ["send_message", { message: "Hi", client_msg_id: "a" }, { type: "send_message", content: "Hi", client_msg_id: "a" }],
  ["typing", { roomId: 7, isTyping: true }, { type: "typing", room_id: 7, is_typing: true }],
])("%s %j is a frame", (event, payload, frame) => {
  expect(read(event, payload)).toEqual(frame);
});

test("a bare value is the event's main field", () => {
  expect(read("join_room", 7)).toEqual({ type: "join_room", threads: true, room_id: 7 });
  expect(read("send_message", "Hi")).toEqual({ type: "send_message", content: "Hi" });
});

test("the answer can be told by its ref", () => {
  expect(read("join_room", { roomId: 7 }, 3)).toEqual({ type: "join_room", threads: true, room_id: 7, ref: 3 });
});

test("fields that the dialect does not have are left out", () => {
  const payload = { roomId: 7, message: "Hi", type: "auth", ref: "mine", attachment_ids: ["x"] };
  expect(read("send_message", payload)).toEqual({ type: "send_message", room_id: 7, content: "Hi" });
});

test.each(["edit_message", "ping", "constructor", "__proto__", ""])("%j is no event of the dialect", (event) => {
  expect(read(event, { type: "ping" })).toEqual({ type: "" });
});
