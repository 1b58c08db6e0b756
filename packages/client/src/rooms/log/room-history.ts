import type { MessagePage } from "../../rest/messages-api.ts";
import type { RoomLog } from "./room-log.ts";

export interface HistoryState {
  readonly hasOlder: boolean;
  /** `waiting`: asked again when the server says. */
  readonly older: "idle" | "loading" | "waiting" | "failed";
}

interface RoomHistoryOptions {
  readonly log: RoomLog;
  /** A page of messages before a seq. `onWait`: the server refuses it for now, and is asked again. */
  readonly page: (beforeSeq: number, onWait: () => void) => Promise<MessagePage>;
  /** Older messages are in the log. */
  readonly onLoaded: () => void;
  readonly onChange: () => void;
}

/** The way back from the first message that is known. */
export class RoomHistory {
  readonly #options: RoomHistoryOptions;
  #older: HistoryState["older"] = "idle";

  constructor(options: RoomHistoryOptions) {
    this.#options = options;
  }

  get state(): HistoryState {
    return { hasOlder: this.#options.log.hasOlder, older: this.#older };
  }

  /** Does nothing while a page is on its way. Never rejects: the state says how it went. */
  async loadOlder(): Promise<void> {
    const { log, page, onLoaded } = this.#options;
    const load = log.loadOlder();
    if (load === undefined) return;
    this.#set("loading");
    try {
      log.olderLoaded(load, await page(load.beforeSeq, () => this.#set("waiting")));
      onLoaded();
      this.#set("idle");
    } catch {
      log.olderFailed(load);
      this.#set("failed");
    }
  }

  #set(older: HistoryState["older"]): void {
    this.#older = older;
    this.#options.onChange();
  }
}
