import type { ClientFrame, ServerFrame } from "@hubbub/ws-protocol";
import { type HubbubError, toHubbubError } from "../../hubbub-error.ts";
import { patiently } from "../../refusals/patiently.ts";
import { retryDelayMs } from "../../refusals/retry-delay.ts";

export interface JoiningState {
  /**
   * `closed`: not wanted now · `joining`: asked, or waiting for the connection · `joined`: live ·
   * `refused`: `error` says why · `removed`: one is no longer a member.
   */
  readonly status: "closed" | "joining" | "joined" | "refused" | "removed";
  readonly error: HubbubError | undefined;
}

export interface RoomJoiningContext {
  readonly request: (frame: ClientFrame) => Promise<ServerFrame>;
  readonly isOnline: () => boolean;
  /** Aborted when the session or the client is over. */
  readonly life: AbortSignal;
}

interface RoomJoiningOptions extends RoomJoiningContext {
  readonly roomId: number;
  /** Where to go on in the room's log, if anything of it is known. */
  readonly resumePoint: () => { readonly after_seq: number; readonly epoch: string } | undefined;
  readonly onChange: () => void;
}

/** Whether a room is joined on the socket: while it is open it is joined again after every break and refusal for now. */
export class RoomJoining {
  readonly #options: RoomJoiningOptions;
  #status: JoiningState["status"] = "closed";
  #error: HubbubError | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomJoiningOptions) {
    this.#options = options;
  }

  get state(): JoiningState {
    return { status: this.#status, error: this.#error };
  }

  /** It is joined or on the way there. */
  get isOpen(): boolean {
    return this.#status === "joining" || this.#status === "joined";
  }

  get isJoined(): boolean {
    return this.#status === "joined";
  }

  /** It is wanted, and kept shut for want of a membership. */
  get needsMembership(): boolean {
    return this.#status === "removed" || (this.#status === "refused" && this.#error?.code === "room_not_found");
  }

  open(): void {
    if (this.isOpen) return;
    this.#error = undefined;
    this.#set("joining");
    this.#join(0);
  }

  close(): void {
    const wasOpen = this.isOpen;
    clearTimeout(this.#timer);
    this.#set("closed");
    const { isOnline, life } = this.#options;
    if (wasOpen && isOnline()) patiently(() => this.#leave(), { signal: life }).catch(ignore);
  }

  /** The answer has come, and the room has taken it. */
  joined(): void {
    clearTimeout(this.#timer);
    this.#set("joined");
  }

  /** One is no longer a member. */
  removed(): void {
    this.#set("removed");
  }

  /** The connection is there again. */
  online(): void {
    if (this.#status === "joining") this.#join(0);
  }

  offline(): void {
    clearTimeout(this.#timer);
    if (this.#status === "joined") this.#set("joining");
  }

  #join(attempt: number): void {
    clearTimeout(this.#timer);
    const { request, isOnline, roomId, resumePoint } = this.#options;
    if (!isOnline()) return;
    request({ type: "join_room", room_id: roomId, ...resumePoint() }).catch((cause: unknown) => {
      const error = toHubbubError(cause);
      if (this.#status !== "joining" || !isOnline()) return;
      if (error.retryable) {
        this.#timer = setTimeout(() => this.#join(attempt + 1), retryDelayMs(error, attempt));
      } else {
        this.#error = error;
        this.#set("refused");
      }
    });
  }

  /** Unless it was opened again while it waited. */
  async #leave(): Promise<void> {
    const { request, roomId } = this.#options;
    if (this.#status === "closed") await request({ type: "leave_room", room_id: roomId });
  }

  #set(status: JoiningState["status"]): void {
    this.#status = status;
    this.#options.onChange();
  }
}

function ignore(): void {}
