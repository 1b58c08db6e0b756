import type { Broker } from "../broker/broker.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { RoomSignals } from "../delivery/room-signals.ts";
import type { People } from "../people/people.ts";

/** What the other instances say goes to whom it is for. Before the broker starts. */
export function listenToBroker(
  broker: Broker,
  { delivery, signals, people }: { delivery: RoomDelivery; signals: RoomSignals; people: People },
): void {
  broker.handlers = {
    onRoom: (publication) => delivery.publication(publication),
    onSignal: (signal) => signals.receive(signal),
    onPerson: (publication) => people.receive(publication),
    onActivity: (marks) => {
      delivery.heads(marks);
      people.heard(marks);
    },
    onNotice: () => undefined,
    onState: (state) => {
      delivery.brokerState(state);
      people.brokerState(state);
    },
  };
}
