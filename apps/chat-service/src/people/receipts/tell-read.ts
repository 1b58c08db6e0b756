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
  readonly hasStrangers: boolean;
}

/**
 * Tells every socket of the person how far it was read, and who else has joined the room unless it is crowded, or read by
 * people who are no members.
 */
export function tellRead({ tell, signals, presence }: Parts): (mark: ReadMark) => void {
  /** The furthest of each person and room that waits for the size of the room: an earlier one is not told after it. */
  const underWay = new Map<string, number>();
  return ({ roomId, userId, lastReadSeq, hasStrangers }) => {
    const receipt: ServerFrameOf<"read_receipt"> = {
      type: "read_receipt",
      room_id: roomId,
      user_id: userId,
      last_read_seq: lastReadSeq,
    };
    tell({ userId, roomId, to: "every_socket", frames: [encodeFrame(receipt)], effects: {} });
    if (hasStrangers) return;
    const key = `${roomId}:${userId}`;
    underWay.set(key, lastReadSeq);
    void presence.list(roomId, 1).then(({ userCount }) => {
      if (underWay.get(key) !== lastReadSeq) return;
      underWay.delete(key);
      if (userCount <= crowdSize) signals.send(receipt, userId);
    });
  };
}
