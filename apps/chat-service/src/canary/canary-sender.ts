import { randomUUID } from "node:crypto";
import { epochNowUs } from "@hubbub/service-runtime";
import { maxCanaryRetryMs } from "../limits.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { canaryRoomId } from "../room-log/canary-room-id.ts";
import type { CanaryMetrics } from "./canary-metrics.ts";
import { encodeCanary } from "./canary-message.ts";

/** The one member of the canary's room. No account has this id. */
const service = { userId: 0, username: "canary", serverAdmin: false };

/**
 * Sends canaries as a client sends messages: one after the other, and one without an answer again with the same id. So
 * their numbers stand in the log without holes, each once and in their order.
 */
export class CanarySender {
  readonly #log: Pick<LogWriter, "append">;
  readonly #metrics: Pick<CanaryMetrics, "sent">;
  #sender = randomUUID();
  #number = 1;
  #begun: { readonly us: number; readonly ms: number } | undefined;

  constructor(log: Pick<LogWriter, "append">, metrics: Pick<CanaryMetrics, "sent">) {
    this.#log = log;
    this.#metrics = metrics;
  }

  /** Resolves once the next one is acknowledged. Throws what the log says. */
  async send(): Promise<void> {
    const begun = this.#begin();
    const [sender, number] = [this.#sender, this.#number];
    await this.#log.append({
      do: "post",
      actor: service,
      roomId: canaryRoomId,
      content: encodeCanary({ sender, number, sentUs: begun.us }),
      clientMsgId: `${sender}:${number}`,
      receivedUs: epochNowUs(),
    });
    this.#number += 1;
    this.#begun = undefined;
    this.#metrics.sent();
  }

  #begin() {
    if (this.#begun !== undefined && performance.now() - this.#begun.ms > maxCanaryRetryMs) {
      this.#begun = undefined;
      this.#sender = randomUUID();
      this.#number = 1;
    }
    this.#begun ??= { us: epochNowUs(), ms: performance.now() };
    return this.#begun;
  }
}
