import { HubbubError } from "../hubbub-error.ts";
import type { SentMessage } from "./sent-message.ts";

interface Waiting {
  readonly resolve: (sent: SentMessage) => void;
  readonly reject: (error: HubbubError) => void;
}

/** Who waits for what becomes of a message, by `client_msg_id`. */
export class SendResults {
  readonly #waiting = new Map<string, Waiting>();

  wait(clientMsgId: string): Promise<SentMessage> {
    return new Promise((resolve, reject) => this.#waiting.set(clientMsgId, { resolve, reject }));
  }

  settle(clientMsgId: string, result: SentMessage | HubbubError): void {
    const waiting = this.#waiting.get(clientMsgId);
    this.#waiting.delete(clientMsgId);
    if (result instanceof HubbubError) waiting?.reject(result);
    else waiting?.resolve(result);
  }

  /** Signed out: nobody will know. */
  giveUp(): void {
    for (const id of this.#waiting.keys()) this.settle(id, new HubbubError("unauthenticated", "Signed out"));
  }
}
