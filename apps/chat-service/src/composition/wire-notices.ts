import type { Broker, RoomSignal } from "../broker/broker.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { Presence } from "../presence/presence.ts";
import type { JoinPage } from "../room-log/read/join-queries.ts";
import { encodeFrame } from "../delivery/encode-frame.ts";
import { PresenceNotices } from "../presence/presence-signals.ts";
import { TypingIndicators } from "../presence/typing-indicators.ts";

interface Parts {
  readonly bootId: string;
  readonly broker: Broker;
  readonly presence: Presence;
  readonly delivery: RoomDelivery<JoinPage>;
}

/** What rooms say besides their log: who is here and who is typing, to this instance's sockets and to the others'. */
export function wireNotices({ bootId, broker, presence, delivery }: Parts) {
  const typing = new TypingIndicators((frame) => {
    const { room_id: roomId, user_id: exceptUserId } = frame;
    delivery.signal(roomId, encodeFrame(frame), exceptUserId);
    broker.publishSignal({ roomId, from: bootId, exceptUserId, kind: "typing", payload: JSON.stringify(frame) });
  });
  const notices = new PresenceNotices((roomId, frame, exceptUserId) => {
    delivery.signal(roomId, encodeFrame(frame), exceptUserId);
  });
  presence.handlers = {
    onChange: (roomId, change) => notices.changed(roomId, change),
    announce: (roomId, payload) => broker.publishSignal({ roomId, from: bootId, kind: "presence", payload }),
  };
  return {
    typing,
    receive({ roomId, from, kind, payload, exceptUserId }: RoomSignal): void {
      // What this instance said it has told its sockets already.
      if (from === bootId) return;
      if (kind === "presence") presence.receive(roomId, payload);
      else delivery.signal(roomId, Buffer.from(payload), exceptUserId);
    },
    close(): void {
      typing.close();
      notices.close();
    },
  };
}
