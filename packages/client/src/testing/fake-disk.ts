import type { OutboxStore } from "../outbox/outbox-store.ts";
import type { StoredMessage } from "../outbox/stored-message.ts";

/** A look takes less than a write; one page's calls take effect in their order all the same. */
const readMs = 1;
const writeMs = 4;

interface Row {
  readonly userId: number;
  readonly message: StoredMessage;
}

interface Turn {
  readonly page: FakeDiskPage;
  readonly grant: () => void;
}

/** A browser's storage and locks, as its pages share them; a page can die with writes on the way. */
export class FakeDisk {
  rows: readonly Row[] = [];
  /** What was ever on the disk, in the order of its first arrival. */
  readonly everKept: string[] = [];
  /** Neither answers nor fails from now on. */
  hangs = false;
  readonly #turns = new Map<string, Turn[]>();

  page(): FakeDiskPage {
    return new FakeDiskPage(this);
  }

  put(userId: number, message: StoredMessage): void {
    const isIt = (row: Row) => row.userId === userId && row.message.clientMsgId === message.clientMsgId;
    if (!this.everKept.includes(message.content)) this.everKept.push(message.content);
    if (this.rows.some(isIt)) this.rows = this.rows.map((row) => (isIt(row) ? { userId, message } : row));
    else this.rows = [...this.rows, { userId, message }];
  }

  takeTurn(name: string, page: FakeDiskPage): Promise<() => void> {
    const queue = this.#turns.get(name) ?? [];
    this.#turns.set(name, queue);
    return new Promise((resolve) => {
      const turn: Turn = { page, grant: () => resolve(() => this.#end(queue, turn)) };
      if (queue.push(turn) === 1) turn.grant();
    });
  }

  endTurnsOf(page: FakeDiskPage): void {
    for (const queue of this.#turns.values()) {
      for (const turn of queue.filter((one) => one.page === page)) this.#end(queue, turn);
    }
  }

  #end(queue: Turn[], turn: Turn): void {
    const place = queue.indexOf(turn);
    if (place < 0) return;
    queue.splice(place, 1);
    if (place === 0) queue[0]?.grant();
  }
}

/** One page's way to the disk. */
export class FakeDiskPage {
  readonly #disk: FakeDisk;
  #isAlive = true;
  #busyUntilMs = 0;

  constructor(disk: FakeDisk) {
    this.#disk = disk;
  }

  /** What has not reached the disk never does. */
  die(): void {
    this.#isAlive = false;
    this.#disk.endTurnsOf(this);
  }

  readonly store = (userId: number): OutboxStore => {
    const disk = this.#disk;
    const mine = () => disk.rows.filter((row) => row.userId === userId).map(({ message }) => message);
    return {
      load: (roomId) => this.#do(readMs, () => mine().filter((one) => roomId === undefined || one.roomId === roomId)),
      put: (message) => this.#do(writeMs, () => disk.put(userId, message)),
      remove: (id) =>
        this.#do(writeMs, () => {
          disk.rows = disk.rows.filter((row) => row.userId !== userId || row.message.clientMsgId !== id);
        }),
      clear: () =>
        this.#do(writeMs, () => {
          disk.rows = disk.rows.filter((row) => row.userId !== userId);
        }),
      turn: (roomId) => disk.takeTurn(`${userId} ${roomId}`, this),
    };
  };

  #do<Value>(latencyMs: number, work: () => Value): Promise<Value> {
    this.#busyUntilMs = Math.max(this.#busyUntilMs, Date.now() + latencyMs);
    return new Promise((resolve) => {
      setTimeout(() => {
        if (this.#isAlive && !this.#disk.hangs) resolve(work());
      }, this.#busyUntilMs - Date.now());
    });
  }
}
