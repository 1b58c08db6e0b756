import { Gauge } from "prom-client";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import { RoomSignals } from "../delivery/room-signals.ts";
import type { Presence } from "../presence/presence.ts";
import { PresenceSignals } from "../presence/presence-signals.ts";
import { TypingIndicators } from "../presence/typing-indicators.ts";
import { MayWrite } from "../rooms/moderation/may-write.ts";
import type { Instance } from "./instance.ts";

/** What rooms say besides their log. */
export function openSignals(
  { bootId, life, metrics: { registry } }: Instance,
  { db, broker, presence, delivery }: { db: ChatDatabase; broker: Broker; presence: Presence; delivery: RoomDelivery },
): { signals: RoomSignals; typing: TypingIndicators } {
  const onPresence = (roomId: number, payload: string) => presence.receive(roomId, payload);
  const signals = new RoomSignals({ bootId, broker, delivery, onPresence });

  const comingAndGoing = new PresenceSignals(signals);
  presence.handlers = {
    onChange: (roomId, change) => comingAndGoing.changed(roomId, change),
    announce: (roomId, payload) => signals.announcePresence(roomId, payload),
  };
  life.onStop("presence signals", () => comingAndGoing.close());

  const writers = new MayWrite(db);
  const waiting: Gauge = new Gauge({
    name: "typing_waiting",
    help: "Who types and is not shown until it is known that they may write there.",
    registers: [registry],
    collect: () => waiting.set(writers.waiting),
  });
  const typing = new TypingIndicators({ signals, mayWrite: (roomId, actor) => writers.ask(roomId, actor) });
  life.onStop("typing indicators", () => typing.close());
  return { signals, typing };
}
