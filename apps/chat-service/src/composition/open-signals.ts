import type { Lifecycle } from "@hubbub/service-runtime";
import type { Broker } from "../broker/broker.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { RoomSignals } from "../delivery/room-signals.ts";
import type { Presence } from "../presence/presence.ts";
import { PresenceSignals } from "../presence/presence-signals.ts";
import { TypingIndicators } from "../presence/typing-indicators.ts";

/** What rooms say besides their log. What a person signals once and that is all is sent with `signals` alone. */
export function openSignals(
  parts: { bootId: string; broker: Broker; presence: Presence; delivery: Pick<RoomDelivery<never>, "signal"> },
  { life }: { life: Lifecycle },
): { signals: RoomSignals; typing: TypingIndicators } {
  const { presence } = parts;
  const signals = new RoomSignals({
    ...parts,
    onPresence: (roomId, payload) => presence.receive(roomId, payload),
  });
  const typing = new TypingIndicators(signals);
  const comingAndGoing = new PresenceSignals(signals);
  presence.handlers = {
    onChange: (roomId, change) => comingAndGoing.changed(roomId, change),
    announce: (roomId, payload) => signals.announcePresence(roomId, payload),
  };
  life.onStop("signals", () => {
    typing.close();
    comingAndGoing.close();
  });
  return { signals, typing };
}
