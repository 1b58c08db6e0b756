import { epochNowUs } from "@hubbub/service-runtime";
import { spendChange } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import { getRoom } from "./get-room.ts";
import type { RoomContext } from "./room-context.ts";
import { assertRoomText, trimRoomName, trimTopic } from "./room-text.ts";
import type { RoomView } from "./room-view.ts";

export interface RoomChange {
  readonly roomId: number;
  /** What is undefined stays. */
  readonly name: string | undefined;
  readonly topic: string | undefined;
  /** 0: as the server keeps messages. */
  readonly retentionDays: number | undefined;
  readonly linkPreviews: boolean | undefined;
}

/** Throws `invalid_argument`, `already_exists`, and what the log says. */
export async function updateRoom(
  { db, log, fairUse }: RoomContext,
  actor: Actor,
  change: RoomChange,
): Promise<RoomView> {
  const name = change.name === undefined ? undefined : trimRoomName(change.name);
  const topic = change.topic === undefined ? undefined : trimTopic(change.topic);
  assertRoomText({ name, topic });
  const { roomId, retentionDays, linkPreviews } = change;
  const wanted = { name, topic, retentionDays, linkPreviews };
  if (Object.values(wanted).some((value) => value !== undefined)) {
    spendChange(fairUse, actor);
    await log.append({ do: "update_room", roomId, actor, ...wanted, receivedUs: epochNowUs() });
  }
  return getRoom(db, actor.userId, roomId);
}
