import type { AppError } from "@hubbub/errors";
import type { SpanAttributes, SpanEnd, SpanStart } from "@hubbub/service-runtime";
import type { ServerFrame } from "@hubbub/ws-protocol";
import type { Command } from "./command.ts";

/** From the receipt of the frame, so that what it waits behind on its own socket shows. */
export function commandSpan(command: Command, receivedUs: number): SpanStart {
  const { type } = command;
  const roomId = "room_id" in command ? command.room_id : undefined;
  const attributes =
    roomId === undefined ? { "hubbub.command": type } : { "hubbub.command": type, "hubbub.room_id": roomId };
  return { name: type, kind: "server", startUs: receivedUs, attributes };
}

/** Where in a room's log the answer says that it took effect. */
export function placeOf(answer: ServerFrame | undefined): SpanAttributes {
  if (answer?.type !== "message_ack") return nowhere;
  return { "hubbub.room_id": answer.room_id, "hubbub.seq": answer.seq, "hubbub.duplicate": answer.duplicate };
}

const nowhere: SpanAttributes = {};

export function toSpanEnd({ code }: AppError): SpanEnd {
  return { error: code, isFault: code === "internal" || code === "unavailable" || code === "overloaded" };
}
