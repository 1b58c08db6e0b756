import { encodeFrame } from "../../delivery/encode-frame.ts";
import type { TellPerson } from "../tell-person.ts";

interface ThreadMark {
  readonly roomId: number;
  readonly threadSeq: number;
  readonly userId: number;
  readonly lastReadSeq: number;
  readonly isBack: boolean;
}

/** Tells every socket of the person where they are in a thread; nobody else hears how far one has read there. */
export function tellThreadRead(tell: TellPerson): (mark: ThreadMark) => void {
  return ({ roomId, threadSeq, userId, lastReadSeq, isBack }) => {
    const frame = encodeFrame({
      type: "read_moved",
      room_id: roomId,
      thread_seq: threadSeq,
      last_read_seq: lastReadSeq,
      ...(isBack ? { back: true } : {}),
    });
    tell({ userId, roomId, to: "every_socket", frames: [frame], effects: {} });
  };
}
