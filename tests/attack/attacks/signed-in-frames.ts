import { floodFrames, repeated, signedIn } from "../attacker/flood-frames.ts";
import { floodInStep } from "../attacker/flood-in-step.ts";
import type { Target } from "../attacker/target.ts";
import { textFrame } from "../attacker/web-socket-bytes.ts";
import type { Attack } from "./attack.ts";
import { manyAttachmentIds, manyBrackets, manyFields } from "./large-texts.ts";
import { accountsComingBack, limitedBy, type Share } from "./share.ts";

const sockets = 4;
const comingBack = accountsComingBack("success", sockets);

type FramesOf = (target: Target) => readonly (object | string)[];

const messages: FramesOf = ({ room }) => [{ type: "send_message", room_id: room, content: "spam" }];
const history: FramesOf = ({ room }) => [{ type: "history", room_id: room, limit: 100 }];

const messagesShare = limitedBy(["message_ack"], ["messages"]);
const changesShare = limitedBy(["ok"], ["changes"]);
const readsShare = limitedBy(["history"], ["reads"]);

/** What one account does over its sockets. */
export const signedInFrames: readonly Attack[] = [
  inStep("messages", "sends messages to the bystanders' room", messages, messagesShare),
  pipelined(
    "messages-pipelined",
    "sends messages to the bystanders' room and waits for no answer",
    messages,
    messagesShare,
  ),
  inStep(
    "large-messages",
    "sends messages of 4 000 emoji to the bystanders' room",
    ({ room }) => [{ type: "send_message", room_id: room, content: "😀".repeat(4_000) }],
    messagesShare,
  ),
  pipelined("typing", "types and stops typing in the bystanders' room", ({ room }) => [
    { type: "typing", room_id: room, is_typing: true },
    { type: "typing", room_id: room, is_typing: false },
  ]),
  inStep(
    "reactions",
    "reacts and takes it back in the bystanders' room",
    ({ room, seq }) => [
      { type: "react", room_id: room, seq, emoji: "👍", on: true },
      { type: "react", room_id: room, seq, emoji: "👍", on: false },
    ],
    changesShare,
  ),
  inStep(
    "edits",
    "edits a message in the bystanders' room",
    ({ room, seq }) => [
      { type: "edit_message", room_id: room, seq, content: "one" },
      { type: "edit_message", room_id: room, seq, content: "two" },
    ],
    changesShare,
  ),
  inStep(
    "direct-messages",
    "sends direct messages to strangers",
    ({ strangers }) => strangers.map(({ username }) => ({ type: "dm", to: username, content: "buy" })),
    messagesShare,
  ),
  inStep("joins", "joins and leaves the bystanders' room on its socket", ({ room }) => [
    { type: "leave_room", room_id: room },
    { type: "join_room", room_id: room },
  ]),
  inStep("socket-history", "reads history over its sockets", history, readsShare),
  pipelined("history-pipelined", "asks for history over its sockets and waits for no answer", history, readsShare),
  inStep("read-marks", "marks the bystanders' room as read", ({ room, seq }) => [
    { type: "mark_read", room_id: room, seq },
  ]),
  pipelined("signed-in-pings", "sends ping frames", () => [{ type: "ping" }]),
  {
    ...pipelined("signed-in-auths", "authenticates again and again", ({ me }) => [{ type: "auth", token: me.token }]),
    shares: [],
  },
  {
    name: "unread-answers",
    title: "signed in, asks for history and never reads an answer",
    run: (target) =>
      floodFrames(target, { sockets: 16, ...signedIn(target), deaf: true, next: repeated(toFrames(target, history)) }),
  },
  pipelined("signed-in-attachment-ids", "sends send_message with 13 000 attachment_ids", () => [manyAttachmentIds]),
  pipelined("signed-in-brackets", "sends 65 000 [", () => [manyBrackets]),
  pipelined("signed-in-unknown-fields", "sends 5 500 unknown fields", () => [manyFields]),
];

function pipelined(name: string, title: string, frames: FramesOf, ...shares: readonly Share[]): Attack {
  return {
    name,
    title: `signed in, ${title}`,
    shares: [comingBack, ...shares],
    run: (target) => floodFrames(target, { sockets, ...signedIn(target), next: repeated(toFrames(target, frames)) }),
  };
}

function inStep(name: string, title: string, frames: FramesOf, ...shares: readonly Share[]): Attack {
  return {
    name,
    title: `signed in, ${title}`,
    shares: [comingBack, ...shares],
    run(target) {
      const bytes = toFrames(target, frames);
      let count = 0;
      floodInStep(target, { sockets, next: () => bytes[count++ % bytes.length]! });
    },
  };
}

function toFrames(target: Target, frames: FramesOf): Buffer[] {
  return frames(target).map((frame) => textFrame(typeof frame === "string" ? frame : JSON.stringify(frame)));
}
