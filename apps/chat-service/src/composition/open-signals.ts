import type { Broker } from "../broker/broker.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { RoomSignals } from "../delivery/room-signals.ts";
import type { Presence } from "../presence/presence.ts";
import { PresenceSignals } from "../presence/presence-signals.ts";
import { TypingIndicators } from "../presence/typing-indicators.ts";
import type { Instance } from "./instance.ts";

/** What rooms say besides their log. */
export function openSignals(
  { bootId, life }: Instance,
  { broker, presence, delivery }: { broker: Broker; presence: Presence; delivery: RoomDelivery },
): { signals: RoomSignals; typing: TypingIndicators } {
  const onPresence = (roomId: number, payload: string) => presence.receive(roomId, payload);
  const signals = new RoomSignals({ bootId, broker, delivery, onPresence });

  const comingAndGoing = new PresenceSignals(signals);
  presence.handlers = {
    onChange: (roomId, change) => comingAndGoing.changed(roomId, change),
    announce: (roomId, payload) => signals.announcePresence(roomId, payload),
  };
  life.onStop("presence signals", () => comingAndGoing.close());

  const typing = new TypingIndicators(signals);
  life.onStop("typing indicators", () => typing.close());
  return { signals, typing };
}
