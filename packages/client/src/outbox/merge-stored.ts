import type { OutboxItem } from "./outbox-item.ts";
import { fromStored, type StoredMessage } from "./stored-message.ts";

export interface StoreView {
  readonly messages: readonly StoredMessage[];
  /** Whether it was in the store before: then its absence means that another page is done with it. */
  readonly wasKept: (clientMsgId: string) => boolean;
  /** Whether this page changed it while the store was read: then this page knows better. */
  readonly wasTouched: (clientMsgId: string) => boolean;
}

/** One room's items after a look into the store that other pages write to as well: in its order, then what it could not keep. */
export function mergeStored(items: readonly OutboxItem[], store: StoreView): readonly OutboxItem[] {
  const known = new Map(items.map((item) => [item.clientMsgId, item]));
  const stored = new Set(store.messages.map(({ clientMsgId }) => clientMsgId));
  const isLeft = ({ state, clientMsgId }: OutboxItem): boolean =>
    !stored.has(clientMsgId) && (state === "sent" || !store.wasKept(clientMsgId) || store.wasTouched(clientMsgId));
  const left = items.filter(isLeft);
  const merged = store.messages.flatMap((message) => {
    const mine = known.get(message.clientMsgId);
    if (mine === undefined) return store.wasTouched(message.clientMsgId) ? [] : [fromStored(message)];
    const isSettledHere = mine.state === "sending" || mine.state === "sent" || store.wasTouched(message.clientMsgId);
    return [isSettledHere ? mine : fromStored(message)];
  });
  return [...left.filter(({ state }) => state === "sent"), ...merged, ...left.filter(({ state }) => state !== "sent")];
}
