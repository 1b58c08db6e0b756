import type { Broker } from "../broker/broker.ts";
import { encodeFrame } from "../delivery/encode-frame.ts";
import type { TellPerson } from "./tell-person.ts";

const frames = [encodeFrame({ type: "blocks_changed" })];

/**
 * Tells every socket of a person that they have blocked somebody, or nobody any more, and every instance that the two may
 * see each other's presence no more, or again.
 */
export function tellBlocksChanged(
  tell: TellPerson,
  broker: Pick<Broker, "publishNotice">,
): (userId: number, otherId: number) => void {
  return (userId, otherId) => {
    tell({ userId, roomId: 0, to: "every_socket", frames, effects: {} });
    broker.publishNotice({ type: "block_changed", userIds: [userId, otherId] });
  };
}
