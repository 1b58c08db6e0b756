import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { encodeFrame } from "../../delivery/encode-frame.ts";
import type { RoomSignals } from "../../delivery/room-signals.ts";
import { crowdSize } from "../../limits.ts";
import type { Presence } from "../../presence/presence.ts";
import type { TellPerson } from "../tell-person.ts";

interface Parts {
  readonly tell: TellPerson;
  readonly signals: Pick<RoomSignals, "send">;
  readonly presence: Pick<Presence, "list">;
}

interface ReadMark {
  readonly roomId: number;
  readonly userId: number;
  readonly lastReadSeq: number;
  readonly isBack: boolean;
  readonly isForOthers: boolean;
}

/**
 * Tells every socket of the person where they are in the room, and how far they have read who else has joined it, where that
 * is for others and the room not crowded.
 */
export function tellRead({ tell, signals, presence }: Parts): (mark: ReadMark) => void {
  /** The furthest of each person and room that waits for the size of the room: an earlier one is not told after it. */
  const underWay = new Map<string, number>();
  return ({ roomId, userId, lastReadSeq, isBack, isForOthers }) => {
    const receipt: ServerFrameOf<"read_receipt"> = {
      type: "read_receipt",
      room_id: roomId,
      user_id: userId,
      last_read_seq: lastReadSeq,
    };
    const moved: ServerFrameOf<"read_moved"> = {
      type: "read_moved",
      room_id: roomId,
      last_read_seq: lastReadSeq,
      ...(isBack ? { back: true } : {}),
    };
    // Clients of before 1.3 follow their own receipts.
    const frames = isBack ? [moved] : [receipt, moved];
    tell({ userId, roomId, to: "every_socket", frames: frames.map(encodeFrame), effects: {} });
    if (!isForOthers) return;
    const key = `${roomId}:${userId}`;
    underWay.set(key, lastReadSeq);
    void presence.list(roomId, 1).then(({ userCount }) => {
      if (underWay.get(key) !== lastReadSeq) return;
      underWay.delete(key);
      if (userCount <= crowdSize) signals.send(receipt, userId);
    });
  };
}
