export interface RoomTurnsOptions {
  /** Waits for a room's turn; undefined where nobody else sends from this store. */
  readonly take: ((roomId: number) => Promise<() => void>) | undefined;
  /** The turn has come; until it resolves nothing is sent. */
  readonly prepare: (roomId: number) => Promise<void>;
  /** This page may send in the room now. */
  readonly onTurn: (roomId: number) => void;
}

/** Which rooms' messages this page may send: of the pages that share an outbox one at a time does. */
export class RoomTurns {
  readonly #options: RoomTurnsOptions;
  readonly #asked = new Set<number>();
  readonly #held = new Map<number, () => void>();
  /** Changes when all is given up, so that a turn that comes late is passed on. */
  #era = 0;

  constructor(options: RoomTurnsOptions) {
    this.#options = options;
  }

  /** Whether it is this page's turn; if not, asks for it. */
  has(roomId: number): boolean {
    const { take } = this.#options;
    if (take === undefined || this.#held.has(roomId)) return true;
    if (!this.#asked.has(roomId)) void this.#ask(roomId, take);
    return false;
  }

  end(roomId: number): void {
    this.#held.get(roomId)?.();
    this.#held.delete(roomId);
  }

  endAll(): void {
    this.#era += 1;
    this.#asked.clear();
    for (const roomId of this.#held.keys()) this.end(roomId);
  }

  async #ask(roomId: number, take: (roomId: number) => Promise<() => void>): Promise<void> {
    const era = this.#era;
    this.#asked.add(roomId);
    const done = await take(roomId);
    if (era !== this.#era) return done();
    await this.#options.prepare(roomId);
    if (era !== this.#era) return done();
    this.#asked.delete(roomId);
    this.#held.set(roomId, done);
    this.#options.onTurn(roomId);
  }
}
