import { changeBy, isShownAs, type LoggedFrame, type Message, type ServerFrameOf } from "@hubbub/ws-protocol";

export interface PinsState {
  /** Seqs of what is pinned; undefined before the first join, and where the server is of before 1.4. */
  readonly pinned: readonly number[] | undefined;
  /** Those messages, the newest pin first; undefined until they were asked for (`ChatRoom.pins`), and after a long break. */
  readonly pins: readonly Message[] | undefined;
}

interface RoomPinsOptions {
  /** The pinned messages, as the server has them now. */
  readonly read: () => Promise<readonly Message[]>;
  readonly onChange: () => void;
}

/** What is pinned in a room: which messages the join says, what they say is read when it is asked for; events change both. */
export class RoomPins {
  readonly #options: RoomPinsOptions;
  #pinned: readonly number[] | undefined;
  /** What `#pinned` was read at: events up to it are in it, though a resume brings them. */
  #seq = 0;
  #messages: readonly Message[] | undefined;
  #reading: Promise<readonly Message[]> | undefined;
  /** What came while they are read: the answer may be from before it. */
  #events: LoggedFrame[] = [];
  /** Another message was pinned, or events were missed. */
  #isStale = false;

  constructor(options: RoomPinsOptions) {
    this.#options = options;
  }

  get state(): PinsState {
    return { pinned: this.#pinned, pins: this.#messages };
  }

  joined({ pins, last_seq, recovered }: ServerFrameOf<"room_joined">): void {
    this.#pinned = pins;
    this.#seq = last_seq;
    if (recovered) return;
    this.#isStale = true;
    this.#messages = undefined;
  }

  /** The next event of the log. */
  apply(frame: LoggedFrame): void {
    if (this.#pinned !== undefined && frame.seq > this.#seq) this.#pinned = changePinned(this.#pinned, frame);
    if (this.#reading !== undefined && mayChangePins(frame)) this.#events.push(frame);
    if (this.#messages === undefined) return;
    this.#messages = this.#change(this.#messages, frame);
    if (this.#isStale) void this.#read().catch(ignore);
  }

  /** The newest pin first. Reads them where they are not known. */
  async list(): Promise<readonly Message[]> {
    return this.#messages ?? (await this.#read());
  }

  #read(): Promise<readonly Message[]> {
    this.#reading ??= this.#readUntilCurrent().finally(() => {
      this.#reading = undefined;
      this.#options.onChange();
    });
    return this.#reading;
  }

  async #readUntilCurrent(): Promise<readonly Message[]> {
    try {
      for (;;) {
        this.#isStale = false;
        this.#events = [];
        const read = (await this.#options.read()).toSorted(newestPinFirst);
        const messages = this.#events.reduce<readonly Message[]>((pins, frame) => this.#change(pins, frame), read);
        if (this.#isStale) continue;
        this.#messages = messages;
        return messages;
      }
    } catch (error) {
      this.#messages = undefined;
      throw error;
    }
  }

  #change(messages: readonly Message[], frame: LoggedFrame): readonly Message[] {
    if (frame.type === "message_pinned" && frame.on && messages.every(({ seq }) => seq !== frame.target_seq)) {
      this.#isStale = true;
      return messages;
    }
    const changed = messages.map((message) => changeBy(message, frame));
    const expiredSeq = frame.type === "messages_expired" ? frame.up_to_seq : 0;
    return changed.filter(({ pinned, seq }) => pinned === true && seq > expiredSeq);
  }
}

function changePinned(pinned: readonly number[], frame: LoggedFrame): readonly number[] {
  if (frame.type === "messages_expired") return pinned.filter((seq) => seq > frame.up_to_seq);
  if (frame.type !== "message_pinned" && frame.type !== "message_deleted") return pinned;
  const others = pinned.filter((seq) => seq !== frame.target_seq);
  return frame.type === "message_pinned" && frame.on ? [...others, frame.target_seq] : others;
}

function mayChangePins(frame: LoggedFrame): boolean {
  return isShownAs(frame, "change") || frame.type === "messages_expired" || "thread_seq" in frame;
}

function newestPinFirst(one: Message, other: Message): number {
  return Date.parse(other.pinned_at ?? "") - Date.parse(one.pinned_at ?? "") || other.seq - one.seq;
}

function ignore(): void {}
