import { floodFrames, repeated, signedIn } from "../attacker/flood-frames.ts";
import type { Target } from "../attacker/target.ts";
import { textFrame } from "../attacker/web-socket-bytes.ts";
import type { Attack } from "./attack.ts";
import { manyAttachmentIds, manyBrackets, manyFields } from "./large-texts.ts";

const sockets = 4;

/** What one account does over its sockets. */
export const signedInFrames: readonly Attack[] = [
  flood("messages", "sends messages to the bystanders' room", ({ room }) => [
    { type: "send_message", room_id: room, content: "spam" },
  ]),
  flood("large-messages", "sends messages of 4 000 emoji to the bystanders' room", ({ room }) => [
    { type: "send_message", room_id: room, content: "😀".repeat(4_000) },
  ]),
  flood("typing", "types and stops typing in the bystanders' room", ({ room }) => [
    { type: "typing", room_id: room, is_typing: true },
    { type: "typing", room_id: room, is_typing: false },
  ]),
  flood("reactions", "reacts and takes it back in the bystanders' room", ({ room, seq }) => [
    { type: "react", room_id: room, seq, emoji: "👍", on: true },
    { type: "react", room_id: room, seq, emoji: "👍", on: false },
  ]),
  flood("edits", "edits a message in the bystanders' room", ({ room, seq }) => [
    { type: "edit_message", room_id: room, seq, content: "one" },
    { type: "edit_message", room_id: room, seq, content: "two" },
  ]),
  flood("direct-messages", "sends direct messages to strangers", ({ strangers }) =>
    strangers.map(({ username }) => ({ type: "dm", to: username, content: "buy" })),
  ),
  flood("joins", "joins and leaves the bystanders' room on its socket", ({ room }) => [
    { type: "leave_room", room_id: room },
    { type: "join_room", room_id: room },
  ]),
  flood("socket-history", "reads history over its sockets", ({ room }) => [
    { type: "history", room_id: room, limit: 100 },
  ]),
  flood("read-marks", "marks the bystanders' room as read", ({ room, seq }) => [
    { type: "mark_read", room_id: room, seq },
  ]),
  flood("signed-in-pings", "sends ping frames", () => [{ type: "ping" }]),
  flood("signed-in-auths", "authenticates again and again", ({ me }) => [{ type: "auth", token: me.token }]),
  {
    name: "unread-answers",
    title: "signed in, asks for history and never reads an answer",
    run: (target) =>
      floodFrames(target, {
        sockets: 16,
        ...signedIn(target),
        deaf: true,
        next: repeated([textFrame(JSON.stringify({ type: "history", room_id: target.room, limit: 100 }))]),
      }),
  },
  raw("signed-in-attachment-ids", "sends send_message with 13 000 attachment_ids", manyAttachmentIds),
  raw("signed-in-brackets", "sends 65 000 [", manyBrackets),
  raw("signed-in-unknown-fields", "sends 5 500 unknown fields", manyFields),
];

function flood(name: string, title: string, frames: (target: Target) => readonly object[]): Attack {
  return {
    name,
    title: `signed in, ${title}`,
    run(target) {
      const bytes = frames(target).map((frame) => textFrame(JSON.stringify(frame)));
      floodFrames(target, { sockets, ...signedIn(target), next: repeated(bytes) });
    },
  };
}

function raw(name: string, title: string, text: string): Attack {
  return {
    name,
    title: `signed in, ${title}`,
    run: (target) => floodFrames(target, { sockets, ...signedIn(target), next: repeated([textFrame(text)]) }),
  };
}
