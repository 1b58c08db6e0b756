import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { encodeFrame } from "../../delivery/encode-frame.ts";
import type { TellPerson } from "../tell-person.ts";
import type { DeliveredTo } from "./delivered-marks.ts";

/** Tells every socket of who wrote them how far their direct messages came. */
export function tellDelivered(tell: TellPerson, { roomId, userId, seq, authorId }: DeliveredTo): void {
  const receipt: ServerFrameOf<"delivery_receipt"> = {
    type: "delivery_receipt",
    room_id: roomId,
    user_id: userId,
    last_delivered_seq: seq,
  };
  tell({ userId: authorId, roomId, to: "every_socket", frames: [encodeFrame(receipt)], effects: {} });
}
