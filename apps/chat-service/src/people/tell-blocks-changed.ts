import { encodeFrame } from "../delivery/encode-frame.ts";
import type { TellPerson } from "./tell-person.ts";

const frames = [encodeFrame({ type: "blocks_changed" })];

/** Tells every socket of a person that they have blocked somebody, or nobody any more. */
export function tellBlocksChanged(tell: TellPerson): (userId: number) => void {
  return (userId) => tell({ userId, roomId: 0, to: "every_socket", frames, effects: {} });
}
