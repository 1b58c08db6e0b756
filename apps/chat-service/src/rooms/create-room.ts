import { epochNowUs } from "@hubbub/service-runtime";
import { spendUnlessAdmin } from "../fair-use/fair-use.ts";
import type { Actor } from "../room-log/actor.ts";
import { getRoom } from "./get-room.ts";
import type { RoomContext } from "./room-context.ts";
import { assertRoomText, trimRoomName, trimTopic } from "./room-text.ts";
import type { RoomView } from "./room-view.ts";

export interface NewRoom {
  readonly name: string;
  readonly topic: string;
  readonly kind: "public" | "private";
}

/** The caller becomes its owner. Throws `invalid_argument`, `rate_limited`, `already_exists`. */
export async function createRoom({ db, log, fairUse }: RoomContext, actor: Actor, room: NewRoom): Promise<RoomView> {
  const name = trimRoomName(room.name);
  const topic = trimTopic(room.topic);
  assertRoomText({ name, topic });
  await spendUnlessAdmin(fairUse, actor, "rooms");
  const members = [{ userId: actor.userId, username: actor.username, role: "owner" as const }];
  const { roomId } = await log.createRoom({
    kind: room.kind,
    name,
    topic,
    actor,
    members,
    receivedUs: epochNowUs(),
  });
  return getRoom(db, actor.userId, roomId);
}
