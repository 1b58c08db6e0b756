import { outboxMaxBytes, outboxMaxItems, type OutboxStore, storedBytes, type StoredMessage } from "@hubbub/client";
import { outboxTable } from "./open-outbox-database.ts";

interface Row extends StoredMessage {
  readonly userId: number;
  /** Its place among the user's messages, given in the transaction that puts it: tabs cannot take the same. */
  readonly order: number;
}

/** One user's rows. Every call is one transaction, made at once, so that calls take effect in their order. */
export function indexedOutboxStore(database: IDBDatabase, userId: number): OutboxStore {
  const ofUser = IDBKeyRange.bound([userId], [userId, []]);
  const begin = (mode: IDBTransactionMode) => {
    const transaction = database.transaction(outboxTable.name, mode);
    return { transaction, table: transaction.objectStore(outboxTable.name) };
  };
  const rowsOf = (table: IDBObjectStore): IDBRequest<Row[]> => table.index(outboxTable.byOrder).getAll(ofUser);
  return {
    async load(roomId) {
      const { transaction, table } = begin("readonly");
      const rows = rowsOf(table);
      await completed(transaction);
      return rows.result.filter((row) => roomId === undefined || row.roomId === roomId).map(toMessage);
    },
    async put(message) {
      const { transaction, table } = begin("readwrite");
      const rows = rowsOf(table);
      rows.addEventListener("success", () => {
        const order = placeFor(message, rows.result);
        if (order === undefined) transaction.abort();
        else table.put({ ...message, userId, order } satisfies Row);
      });
      await completed(transaction);
    },
    async remove(clientMsgId) {
      const { transaction, table } = begin("readwrite");
      table.delete([userId, clientMsgId]);
      await completed(transaction);
    },
    async clear() {
      const { transaction, table } = begin("readwrite");
      table.delete(ofUser);
      await completed(transaction);
    },
  };
}

/** Undefined where there is no room for it. */
function placeFor(message: StoredMessage, rows: readonly Row[]): number | undefined {
  const known = rows.find(({ clientMsgId }) => clientMsgId === message.clientMsgId);
  if (known !== undefined) return known.order;
  const bytes = [...rows, message].reduce((sum, one) => sum + storedBytes(one), 0);
  if (rows.length >= outboxMaxItems || bytes > outboxMaxBytes) return undefined;
  return (rows.at(-1)?.order ?? 0) + 1;
}

function toMessage({ userId: _, order: __, ...message }: Row): StoredMessage {
  return message;
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("The store is full")));
  });
}
