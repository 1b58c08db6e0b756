import type { PublicationEffects, RoomPublication, RoomSignal } from "./broker.ts";

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
const lineFeed = 10;

/** A header is read as text; a message whose first line is longer is not one of ours. */
const maxHeaderBytes = 1024 * 1024;

export type DecodedRoomMessage =
  | { readonly type: "publication"; readonly publication: RoomPublication }
  | { readonly type: "signal"; readonly signal: RoomSignal }
  | { readonly type: "unknown_version" }
  | { readonly type: "malformed" };

export function encodePublication(publication: RoomPublication): Buffer {
  const effects = JSON.stringify(publication.effects);
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
  const headerEnd = message.indexOf(lineFeed);
  if (headerEnd < 0 || headerEnd > maxHeaderBytes) return malformed;
  const fields = message.toString("latin1", 0, headerEnd).split(" ");
  if (fields[0] === publicationVersion) return decodePublication(roomId, fields, message, headerEnd + 1);
  if (fields[0] === signalVersion) return decodeSignal(roomId, fields, message, headerEnd + 1);
  return /^s?[0-9]+$/.test(fields[0] ?? "") ? { type: "unknown_version" } : malformed;
}

const malformed = { type: "malformed" } as const;

function decodePublication(roomId: number, fields: string[], message: Buffer, bodyStart: number): DecodedRoomMessage {
  const [, epoch, firstSeq, count, receivedUs, publishedUs, trace, effectsText] = fields;
  const numbers = [firstSeq, count, receivedUs, publishedUs].map(toWhole);
  if (fields.length !== 8 || !epoch || !trace || !effectsText || numbers.includes(undefined)) return malformed;
  const frames = splitLines(message, bodyStart, numbers[1] ?? 0);
  const effects = decodeEffects(effectsText);
  if (frames === undefined || effects === undefined) return malformed;
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
  if (fields.length !== 4 || !from || !except || (kind !== "typing" && kind !== "presence")) return malformed;
  const payload = message.toString("utf8", bodyStart);
  if (except === none) return { type: "signal", signal: { roomId, from, kind, payload } };
  const exceptUserId = toWhole(except);
  if (exceptUserId === undefined) return malformed;
  return { type: "signal", signal: { roomId, from, exceptUserId, kind, payload } };
}

function decodeEffects(text: string): PublicationEffects | undefined {
  if (text === none) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isEffects(value) ? value : undefined;
}

function isEffects(value: unknown): value is PublicationEffects {
  if (typeof value !== "object" || value === null) return false;
  const effects: { [name in keyof PublicationEffects]: unknown } = value;
  return (
    [effects.added, effects.removed, effects.deleted].every(isAbsentOrNumbers) &&
    (effects.archived === undefined || effects.archived === true)
  );
}

function isAbsentOrNumbers(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(Number.isSafeInteger));
}

/** Exactly `count` lines, at least one, none of them empty; or undefined. */
function splitLines(message: Buffer, start: number, count: number): Uint8Array[] | undefined {
  const lines: Uint8Array[] = [];
  let lineStart = start;
  while (lines.length < count) {
    const lineFeedAt = message.indexOf(lineFeed, lineStart);
    const lineEnd = lineFeedAt < 0 ? message.length : lineFeedAt;
    if (lineEnd <= lineStart) return undefined;
    lines.push(message.subarray(lineStart, lineEnd));
    lineStart = lineEnd + 1;
  }
  return count > 0 && lineStart === message.length + 1 ? lines : undefined;
}

function joinLines(header: Buffer, frames: readonly Uint8Array[]): Buffer {
  const size = frames.reduce((sum, frame) => sum + 1 + frame.length, header.length);
  const message = Buffer.allocUnsafe(size);
  header.copy(message);
  let end = header.length;
  for (const frame of frames) {
    message[end] = lineFeed;
    message.set(frame, end + 1);
    end += 1 + frame.length;
  }
  return message;
}

function toWhole(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
