import type { CommittedBatch } from "../room-log/events/committed-batch.ts";
import { effectsOf } from "../room-log/events/log-effects.ts";
import { tellDirectMessages } from "./direct-messages.ts";
import type { TellPerson } from "./tell-person.ts";

/**
 * Tells those whom a commit concerns whether or not their sockets joined the room: the two people of a direct room its
 * messages, others that they are members now, or no more.
 */
export function tellPeople(tell: TellPerson, batch: CommittedBatch): void {
  if (batch.directUserIds !== undefined) tellDirectMessages(tell, batch, batch.directUserIds);
  const { roomId, effects } = batch;
  for (const userId of effects.added ?? []) {
    tell({ userId, roomId, to: "sockets_not_joined", frames: [], effects: { membership: "added" } });
  }
  for (const userId of effects.removed ?? []) {
    const frames = batch.frames.filter((_, index) => removes(batch.events[index], userId));
    tell({ userId, roomId, to: "sockets_not_joined", frames, effects: { membership: "removed" } });
  }
}

function removes(event: CommittedBatch["events"][number] | undefined, userId: number): boolean {
  return event !== undefined && (effectsOf(event).removed ?? []).includes(userId);
}
