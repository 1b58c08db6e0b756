import { memoryOutboxStore, type OutboxStore } from "@hubbub/client";
import { indexedOutboxStore } from "./indexed-outbox-store.ts";
import { openOutboxDatabase } from "./open-outbox-database.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * A user's unsent messages in this browser, for all its tabs. Where the browser keeps nothing for the page (storage
 * refused, some private windows) they live as long as the tab: less than promised, but no reason to trouble anybody.
 */
export function browserOutboxStore(userId: number): OutboxStore {
  const store = openOutboxDatabase().then((database) => indexedOutboxStore(database, userId), memoryOutboxStore);
  return {
    load: async (roomId) => (await store).load(roomId),
    put: async (message) => (await store).put(message),
    remove: async (clientMsgId) => (await store).remove(clientMsgId),
    clear: async () => (await store).clear(),
    turn: (roomId) => takeTurn(`hubbub.outbox.${userId}.${roomId}`),
  };
}
