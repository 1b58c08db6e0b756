import { isInTimeline } from "@hubbub/ws-protocol";
import type { DirectMessageMark } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import type { TellPerson } from "./tell-person.ts";

/** Brings a direct room's messages to every socket of its people, joined or not. */
export function tellDirectMessages(
  tell: TellPerson,
  { roomId, events, frames }: CommittedBatch,
  userIds: readonly number[],
): void {
  const messages = frames.filter((_, index) => events[index]?.kind === "message");
  if (messages.length === 0) return;
  const seq = lastMessage(events.filter((event) => event.kind === "message" && isInTimeline(event.body))) ?? 0;
  for (const userId of userIds) {
    const authorId = userIds.find((each) => each !== userId);
    const authorSeq = lastMessage(events.filter(({ actorId }) => actorId === authorId));
    const author =
      authorId === undefined || authorSeq === undefined ? {} : { author: { userId: authorId, seq: authorSeq } };
    const message: DirectMessageMark = { seq, ...author };
    tell({ userId, roomId, to: "sockets_not_joined", frames: messages, effects: { message } });
  }
}

function lastMessage(events: CommittedBatch["events"]): number | undefined {
  return events.findLast(({ kind }) => kind === "message")?.seq;
}
