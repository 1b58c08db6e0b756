import type { Broker } from "../broker/broker.ts";
import type { RoomDelivery } from "../delivery/room-delivery.ts";
import type { RoomSignals } from "../delivery/room-signals.ts";
import type { People } from "../people/people.ts";
import type { PeoplePresence } from "../people/presence/people-presence.ts";
import type { Presence } from "../presence/presence.ts";

interface Listeners {
  readonly delivery: RoomDelivery;
  readonly signals: RoomSignals;
  readonly people: People;
  readonly peoplePresence: PeoplePresence;
  readonly whereabouts: Presence;
}

/** What the other instances say goes to whom it is for. Before the broker starts. */
export function listenToBroker(
  broker: Broker,
  { delivery, signals, people, peoplePresence, whereabouts }: Listeners,
): void {
  broker.handlers = {
    onRoom: (publication) => {
      delivery.publication(publication);
      peoplePresence.membersChanged(publication.roomId, publication.effects);
    },
    onSignal: (signal) => signals.receive(signal),
    onPerson: (publication) => people.receive(publication),
    onActivity: (marks) => {
      delivery.heads(marks);
      people.heard(marks);
    },
    onNotice: (notice) => {
      if (notice.type === "people_presence") whereabouts.receive(notice.placeId, notice.payload);
      else if (notice.type === "block_changed") peoplePresence.blockChanged(notice.userIds);
    },
    onState: (state) => {
      delivery.brokerState(state);
      people.brokerState(state);
      if (state === "up") peoplePresence.lookAgain();
    },
  };
}
