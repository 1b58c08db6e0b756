import { decodeEffects, encodeEffects } from "../room-log/events/effects-codec.ts";
import type { RoomPublication, RoomSignal } from "./broker.ts";
import { joinLines } from "./join-lines.ts";
import { splitHeader } from "./split-header.ts";
import { splitLines } from "./split-lines.ts";
import { toWhole } from "./to-whole.ts";

/*
 * What travels on a room's channel: one header line of fields without spaces, then the body.
 *
 *   1 epoch first_seq count received_us published_us trace effects LF frame LF frame …
 *   s1 from except_user_id kind LF payload
 *
 * `-` stands for an empty trace, no effects, no user. An instance of another version drops what it does not know.
 */
const publicationVersion = "1";
const signalVersion = "s1";
const none = "-";

export type DecodedRoomMessage =
  | { readonly type: "publication"; readonly publication: RoomPublication }
  | { readonly type: "signal"; readonly signal: RoomSignal }
  | { readonly type: "unknown_version" }
  | { readonly type: "malformed" };

export function encodePublication(publication: RoomPublication): Buffer {
  const effects = encodeEffects(publication.effects);
  const header = [
    publicationVersion,
    publication.epoch,
    publication.firstSeq,
    publication.frames.length,
    publication.receivedUs,
    publication.publishedUs,
    publication.trace === "" ? none : publication.trace,
    effects === "{}" ? none : effects,
  ].join(" ");
  return joinLines(Buffer.from(header), publication.frames);
}

export function encodeSignal(signal: RoomSignal): Buffer {
  const header = [signalVersion, signal.from, signal.exceptUserId ?? none, signal.kind].join(" ");
  return Buffer.from(`${header}\n${signal.payload}`);
}

/** Reads the header only: frames are `subarray`s of the message. Never throws. */
export function decodeRoomMessage(roomId: number, message: Buffer): DecodedRoomMessage {
  const header = splitHeader(message);
  if (header === undefined) return malformed;
  const { fields, bodyStart } = header;
  if (fields[0] === publicationVersion) return decodePublication(roomId, fields, message, bodyStart);
  if (fields[0] === signalVersion) return decodeSignal(roomId, fields, message, bodyStart);
  return /^s?[0-9]+$/.test(fields[0] ?? "") ? { type: "unknown_version" } : malformed;
}

const malformed = { type: "malformed" } as const;

function decodePublication(roomId: number, fields: string[], message: Buffer, bodyStart: number): DecodedRoomMessage {
  const [, epoch, firstSeq, count, receivedUs, publishedUs, trace, effectsText] = fields;
  const numbers = [firstSeq, count, receivedUs, publishedUs].map(toWhole);
  if (fields.length !== 8 || !epoch || !trace || !effectsText || numbers.includes(undefined)) return malformed;
  const frames = splitLines(message, bodyStart, numbers[1] ?? 0);
  const lastSeq = (numbers[0] ?? 0) + (numbers[1] ?? 0) - 1;
  const effects = effectsText === none ? {} : decodeEffects(effectsText, lastSeq);
  if (frames === undefined || frames.length === 0 || effects === undefined) return malformed;
  return {
    type: "publication",
    publication: {
      roomId,
      epoch,
      firstSeq: numbers[0] ?? 0,
      frames,
      receivedUs: numbers[2] ?? 0,
      publishedUs: numbers[3] ?? 0,
      trace: trace === none ? "" : trace,
      effects,
    },
  };
}

function decodeSignal(roomId: number, fields: string[], message: Buffer, bodyStart: number): DecodedRoomMessage {
  const [, from, except, kind] = fields;
  if (fields.length !== 4 || bodyStart > message.length || !from || !except || !kind) return malformed;
  if (!signalKind.test(kind)) return malformed;
  const payload = message.toString("utf8", bodyStart);
  if (except === none) return { type: "signal", signal: { roomId, from, kind, payload } };
  const exceptUserId = toWhole(except);
  if (exceptUserId === undefined) return malformed;
  return { type: "signal", signal: { roomId, from, exceptUserId, kind, payload } };
}

/** Any word: what a later release signals is passed on. */
const signalKind = /^[a-z_]{1,32}$/;
