/** A browser that does not open its database for so long is treated as one that refuses. */
const openTimeoutMs = 1_500;

/** The object store of all unsent messages, and its index by user and place. */
export const outboxTable = { name: "messages", byOrder: "by-order" } as const;

/**
 * Raised when messages get a field that pages of before do not send: those leave them alone, and never send a reply without
 * what it answers. Since 2 a message may have `replyTo`, since 3 `threadSeq` and `inRoom`, since 4 `attachments`.
 */
const version = 4;

/** Rejects where the browser keeps nothing for this page. */
export function openOutboxDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("The database did not open")), openTimeoutMs);
    const opening = indexedDB.open("hubbub-outbox", version);
    opening.addEventListener("upgradeneeded", ({ oldVersion }) => {
      if (oldVersion > 0) return;
      const table = opening.result.createObjectStore(outboxTable.name, { keyPath: ["userId", "clientMsgId"] });
      table.createIndex(outboxTable.byOrder, ["userId", "order"], { unique: true });
    });
    opening.addEventListener("error", () => reject(opening.error ?? new Error("The database did not open")));
    opening.addEventListener("success", () => {
      const database = opening.result;
      // Another tab deletes it, or a later version changes it: this one must not stand in the way.
      database.addEventListener("versionchange", () => database.close());
      resolve(database);
    });
  });
}
