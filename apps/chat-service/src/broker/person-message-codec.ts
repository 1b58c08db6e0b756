import type { DirectMessageMark, PersonEffects, PersonPublication } from "./broker.ts";
import { joinLines } from "./join-lines.ts";
import { splitHeader } from "./split-header.ts";
import { splitLines } from "./split-lines.ts";
import { toWhole } from "./to-whole.ts";

/*
 * What travels on a person's channel: one header line of fields without spaces, then the frames, if any.
 *
 *   1 from room_id to count membership message_seq author_id author_seq LF frame LF frame …
 *
 * `-` stands for what is absent. An instance of another version drops what it does not know.
 */
const version = "1";
const none = "-";

export function encodePersonPublication({ from, roomId, to, frames, effects }: PersonPublication): Buffer {
  const { membership = none, message } = effects;
  const author = message?.author;
  const marks = [message?.seq ?? none, author?.userId ?? none, author?.seq ?? none];
  const header = [version, from, roomId, to, frames.length, membership, ...marks].join(" ");
  return joinLines(Buffer.from(header), frames);
}

/** Reads the header only: frames are `subarray`s of the message. Never throws. */
export function decodePersonPublication(
  userId: number,
  message: Buffer,
): PersonPublication | "unknown_version" | "malformed" {
  const header = splitHeader(message);
  if (header === undefined) return "malformed";
  const [found, from, room, to, count, membership, ...marks] = header.fields;
  if (found !== version) return /^[0-9]+$/.test(found ?? "") ? "unknown_version" : "malformed";
  const [roomId, frameCount] = [toWhole(room), toWhole(count)];
  const effects = decodeEffects(membership, marks);
  if (!from || roomId === undefined || frameCount === undefined || effects === undefined) return "malformed";
  if (to !== "every_socket" && to !== "sockets_not_joined") return "malformed";
  const frames = splitLines(message, header.bodyStart, frameCount);
  return frames === undefined ? "malformed" : { userId, from, roomId, to, frames, effects };
}

function decodeEffects(membership: string | undefined, marks: readonly string[]): PersonEffects | undefined {
  if (membership !== none && membership !== "added" && membership !== "removed") return undefined;
  const message = decodeMark(marks);
  if (message === "malformed") return undefined;
  return {
    ...(membership === none ? {} : { membership }),
    ...(message === undefined ? {} : { message }),
  };
}

function decodeMark(marks: readonly string[]): DirectMessageMark | undefined | "malformed" {
  if (marks.length !== 3) return "malformed";
  const [seq, userId, authorSeq] = marks.map(toWhole);
  if (seq === undefined) return marks.every((mark) => mark === none) ? undefined : "malformed";
  if (userId !== undefined && authorSeq !== undefined) return { seq, author: { userId, seq: authorSeq } };
  return marks[1] === none && marks[2] === none ? { seq } : "malformed";
}
