import type { SignalFrame } from "@hubbub/ws-protocol";
import type { Broker, RoomSignal } from "../broker/broker.ts";
import { encodeFrame } from "./encode-frame.ts";
import type { RoomDelivery } from "./room-delivery.ts";

/** A frame about a room that is no part of its log. */
export type RoomSignalFrame = Extract<SignalFrame, { readonly room_id: number }>;

export interface RoomSignalsOptions {
  readonly bootId: string;
  readonly broker: Pick<Broker, "publishSignal">;
  readonly delivery: Pick<RoomDelivery, "signal">;
  /** Another instance says who came and went: each tells its own readers. */
  readonly onPresence: (roomId: number, payload: string) => void;
}

/**
 * What a room says besides its log, to whoever has it open: typing, who came and went, how far somebody has read. Any of
 * it may be dropped, on its way or for a reader that is behind.
 */
export class RoomSignals {
  readonly #options: RoomSignalsOptions;

  constructor(options: RoomSignalsOptions) {
    this.#options = options;
  }

  /** To the room's readers on every instance, but the sockets of `exceptUserId`. */
  send(frame: RoomSignalFrame, exceptUserId?: number): void {
    const kind = formerKinds[frame.type] ?? frame.type;
    this.sendHere(frame, exceptUserId);
    this.#publish(frame.room_id, kind, JSON.stringify(frame), exceptUserId);
  }

  /** To this instance's readers alone: for what every instance finds out itself. */
  sendHere(frame: RoomSignalFrame, exceptUserId?: number): void {
    this.#options.delivery.signal(frame.room_id, encodeFrame(frame), exceptUserId);
  }

  /** To the other instances' `onPresence`. */
  announcePresence(roomId: number, payload: string): void {
    this.#publish(roomId, presence, payload);
  }

  /** `BrokerHandlers.onSignal`. The frame of a later release is passed on as it is: a client of it may be here. */
  receive({ roomId, from, kind, payload, exceptUserId }: RoomSignal): void {
    // What this instance said it has told its readers already.
    if (from === this.#options.bootId) return;
    if (kind === presence) this.#options.onPresence(roomId, payload);
    else this.#options.delivery.signal(roomId, Buffer.from(payload), exceptUserId);
  }

  #publish(roomId: number, kind: string, payload: string, exceptUserId?: number): void {
    const { bootId: from, broker } = this.#options;
    broker.publishSignal({ roomId, from, kind, payload, ...(exceptUserId === undefined ? {} : { exceptUserId }) });
  }
}

/** The one kind whose payload is no frame. */
const presence = "presence";

/** A kind is its frame's type, but for those that an instance of an earlier release takes under these names only. */
const formerKinds: { readonly [Type in RoomSignalFrame["type"]]?: string } = {
  user_typing: "typing",
  read_receipt: "receipt",
};
