import type { Activity } from "../activity/activity.ts";
import type { DirectMessageMark } from "../broker/broker.ts";
import type { CommittedBatch } from "../room-log/events/committed-batch.ts";

/**
 * Tells those whom a commit concerns whether or not their sockets joined the room: the two people of a direct room its
 * messages, others that they are members now, or no more.
 */
export function tellPeople(activity: Pick<Activity, "tell">, batch: CommittedBatch): void {
  if (batch.directUserIds !== undefined) tellDirectMessages(activity, batch, batch.directUserIds);
  const { roomId, effects } = batch;
  for (const userId of effects.added ?? []) {
    activity.tell({ userId, roomId, to: "sockets_not_joined", frames: [], effects: { membership: "added" } });
  }
  for (const userId of effects.removed ?? []) {
    const frames = batch.frames.filter((_, index) => removes(batch.events[index], userId));
    activity.tell({ userId, roomId, to: "sockets_not_joined", frames, effects: { membership: "removed" } });
  }
}

function tellDirectMessages(
  activity: Pick<Activity, "tell">,
  { roomId, events, frames }: CommittedBatch,
  userIds: readonly number[],
): void {
  const messages = frames.filter((_, index) => events[index]?.kind === "message");
  const seq = lastMessage(events);
  if (seq === undefined) return;
  for (const userId of userIds) {
    const authorId = userIds.find((each) => each !== userId);
    const authorSeq = lastMessage(events.filter(({ actorId }) => actorId === authorId));
    const author =
      authorId === undefined || authorSeq === undefined ? {} : { author: { userId: authorId, seq: authorSeq } };
    const message: DirectMessageMark = { seq, ...author };
    activity.tell({ userId, roomId, to: "sockets_not_joined", frames: messages, effects: { message } });
  }
}

function lastMessage(events: CommittedBatch["events"]): number | undefined {
  return events.findLast(({ kind }) => kind === "message")?.seq;
}

function removes(event: CommittedBatch["events"][number] | undefined, userId: number): boolean {
  return event?.kind === "member_removed" && event.body.users.some(({ user_id }) => user_id === userId);
}
