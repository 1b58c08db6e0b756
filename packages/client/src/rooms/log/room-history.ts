import { HubbubError } from "../../hubbub-error.ts";
import type { MessagePage, MessagesAround } from "../../rest/messages-api.ts";
import type { LoadedPage, PageLoad, RoomLog } from "./room-log.ts";

/** `waiting`: asked again when the server says. */
export type LoadingState = "idle" | "loading" | "waiting" | "failed";

export interface HistoryState {
  /** Whether there are messages before the first of `items`, and how the loading of them goes. */
  readonly hasOlder: boolean;
  readonly older: LoadingState;
  /** Whether there are messages after the last of `items`. */
  readonly hasNewer: boolean;
  readonly newer: LoadingState;
  /** Whether `items` end with the newest, so that what comes is among them. */
  readonly isLive: boolean;
}

/** Pages of a room's messages, as the server has them now. `onWait`: it refuses for now, and is asked again. */
export interface HistorySource {
  readonly before: (seq: number, onWait: () => void) => Promise<MessagePage>;
  readonly after: (seq: number, onWait: () => void) => Promise<MessagePage>;
  readonly around: (seq: number) => Promise<MessagesAround>;
}

interface RoomHistoryOptions {
  readonly log: RoomLog;
  readonly source: HistorySource;
  /** Messages are in the log that were not. */
  readonly onLoaded: () => void;
  readonly onChange: () => void;
}

/** The way from what is loaded of a room's log to what is not. */
export class RoomHistory {
  readonly #options: RoomHistoryOptions;
  /** How the last load went at the edge of the view that it was for. */
  readonly #edges = { older: { seq: 0, state: idle }, newer: { seq: 0, state: idle } };
  /** A new one with each place that one asks to be shown. */
  #turn = {};

  constructor(options: RoomHistoryOptions) {
    this.#options = options;
  }

  get state(): HistoryState {
    const { hasOlder, hasNewer, isLive, extent } = this.#options.log;
    const { older, newer } = this.#edges;
    return {
      hasOlder,
      older: older.seq === extent.fromSeq ? older.state : "idle",
      hasNewer,
      newer: newer.seq === extent.toSeq ? newer.state : "idle",
      isLive,
    };
  }

  /** Does nothing while that page is on its way. Never rejects, as the next: the state says how it went. */
  async loadOlder(): Promise<void> {
    const { before } = this.#options.source;
    await this.#loadEdge("older", async (seq, onWait) => {
      const { messages, has_more } = await before(seq, onWait);
      return { messages, hasOlder: has_more, hasNewer: true };
    });
  }

  async loadNewer(): Promise<void> {
    const { after } = this.#options.source;
    await this.#loadEdge("newer", async (seq, onWait) => {
      const { messages, has_more } = await after(seq, onWait);
      return { messages, hasOlder: true, hasNewer: has_more };
    });
  }

  /** Undefined where another place was asked for meanwhile. */
  async showAround(seq: number): Promise<number | undefined> {
    const { log, onChange } = this.#options;
    const turn = (this.#turn = {});
    const known = log.show(seq);
    const landed = known ?? (await this.#loadAround(seq, turn));
    if (landed !== undefined) onChange();
    return landed;
  }

  showNewest(): void {
    const { log, onChange } = this.#options;
    this.#turn = {};
    log.showNewest();
    onChange();
  }

  /** Reads again what is around the reader, where events were missed; if that cannot be, the newest is shown. */
  async refresh(): Promise<void> {
    const { staleSeq } = this.#options.log;
    if (staleSeq === undefined) return;
    try {
      await this.showAround(staleSeq);
    } catch {
      if (this.#options.log.staleSeq !== undefined) this.showNewest();
    }
  }

  left(): void {
    this.#turn = {};
    this.#options.log.left();
  }

  async #loadAround(seq: number, turn: object): Promise<number | undefined> {
    const { log, source, onLoaded } = this.#options;
    const load = log.askAround(seq);
    try {
      const { messages, has_more_before, has_more_after } = await source.around(seq);
      if (turn !== this.#turn) return undefined;
      log.loaded(load, { messages, hasOlder: has_more_before, hasNewer: has_more_after });
    } finally {
      log.failed(load);
    }
    const landed = log.show(seq);
    if (landed === undefined) throw new HubbubError("message_not_found");
    onLoaded();
    return landed;
  }

  async #loadEdge(
    side: "older" | "newer",
    read: (seq: number, onWait: () => void) => Promise<LoadedPage>,
  ): Promise<void> {
    const { log, onLoaded } = this.#options;
    const load = log.askAtEdge(side);
    if (load === undefined) return;
    this.#set(load, "loading");
    try {
      log.loaded(load, await read(load.seq, () => this.#set(load, "waiting")));
      onLoaded();
      this.#set(load, "idle");
    } catch {
      log.failed(load);
      this.#set(load, "failed");
    }
  }

  #set({ side, seq }: PageLoad, state: LoadingState): void {
    if (side !== "around") this.#edges[side] = { seq, state };
    this.#options.onChange();
  }
}

const idle: LoadingState = "idle";
