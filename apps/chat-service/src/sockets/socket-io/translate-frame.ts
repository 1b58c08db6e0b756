import type { ServerFrame } from "@hubbub/ws-protocol";
import { encodeEvent } from "./encode-event.ts";
import { toAnswer } from "./to-answer.ts";
import { toEvents } from "./to-events.ts";

export interface TranslatedFrame {
  /** Of the command that the frame answers. */
  readonly ref: number | undefined;
  readonly answer: object | undefined;
  readonly isError: boolean;
  readonly packets: readonly string[];
  /** The room in which people came or went. */
  readonly peopleOf: number | undefined;
}

const translated = new WeakMap<Uint8Array, TranslatedFrame>();

/** A frame in this dialect. A fan-out hands the same bytes to every reader: they are parsed once. */
export function translateFrame(bytes: Uint8Array): TranslatedFrame {
  const known = translated.get(bytes);
  if (known !== undefined) return known;
  const frame = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as ServerFrame;
  const result = translate(frame);
  translated.set(bytes, result);
  return result;
}

function translate(frame: ServerFrame): TranslatedFrame {
  const ref = "ref" in frame && typeof frame.ref === "number" ? frame.ref : undefined;
  return {
    ref,
    answer: ref === undefined ? undefined : toAnswer(frame),
    isError: frame.type === "error",
    packets: toEvents(frame).map(encodeEvent),
    peopleOf: roomOfPeople(frame),
  };
}

function roomOfPeople(frame: ServerFrame): number | undefined {
  const changesPeople = frame.type === "user_joined" || frame.type === "user_left" || frame.type === "room_users";
  return changesPeople ? frame.room_id : undefined;
}
