import { announcementsRoomId, type ServerFrameOf } from "@hubbub/ws-protocol";
import { encodeFrame } from "../delivery/encode-frame.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { RoomFollower } from "../delivery/room-follower.ts";
import { announcementsRetryMs } from "../limits.ts";

export interface AnnouncementReaderOptions {
  readonly delivery: Pick<RoomDelivery, "join" | "dropReader">;
  /** Reaches every socket of this instance. */
  readonly broadcast: (frame: Uint8Array) => void;
  readonly warn: (error: unknown, message: string) => void;
}

/** Reads the announcements of the whole server and makes each message, whoever posted it and how, one `broadcast`. */
export function readAnnouncements({ delivery, broadcast, warn }: AnnouncementReaderOptions): RoomFollower {
  return new RoomFollower({
    delivery,
    roomId: announcementsRoomId,
    retryMs: announcementsRetryMs,
    onFrame: (frame, afterSeq) => {
      if (frame.seq <= afterSeq || frame.type !== "new_message" || frame.deleted_at !== undefined) return;
      broadcast(toBroadcast(frame));
    },
    onFailed: (error) => warn(error, "the announcements cannot be read; trying again"),
  });
}

function toBroadcast(message: ServerFrameOf<"new_message">): Uint8Array {
  const { room_id, id, user_id, username, content, created_at } = message;
  return encodeFrame({ type: "broadcast", room_id, id, user_id, username, content, created_at });
}
