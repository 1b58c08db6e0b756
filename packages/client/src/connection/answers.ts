import type { ServerFrame } from "@hubbub/ws-protocol";
import { HubbubError } from "../hubbub-error.ts";
import { answerTimeoutMs } from "../limits.ts";
import { fromErrorFrame } from "./from-error-frame.ts";

interface Waiting {
  readonly resolve: (frame: ServerFrame) => void;
  readonly reject: (error: HubbubError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Commands that wait for their answer, by `ref`. */
export class Answers {
  readonly #waiting = new Map<number, Waiting>();
  readonly #onTimeout: () => void;
  #lastRef = 0;

  constructor(onTimeout: () => void) {
    this.#onTimeout = onTimeout;
  }

  expect(send: (ref: number) => void): Promise<ServerFrame> {
    const ref = (this.#lastRef += 1);
    return new Promise((resolve, reject) => {
      send(ref);
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        reject(new HubbubError("unavailable", "The server did not answer"));
        this.#onTimeout();
      }, answerTimeoutMs);
      this.#waiting.set(ref, { resolve, reject, timer });
    });
  }

  /** Gives the frame to the command that it answers, if there is one. */
  settle(frame: ServerFrame): void {
    const ref = "ref" in frame && typeof frame.ref === "number" ? frame.ref : undefined;
    const waiting = ref === undefined ? undefined : this.#waiting.get(ref);
    if (ref === undefined || waiting === undefined) return;
    this.#waiting.delete(ref);
    clearTimeout(waiting.timer);
    if (frame.type === "error") waiting.reject(fromErrorFrame(frame));
    else waiting.resolve(frame);
  }

  failAll(error: HubbubError): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { timer, reject } of waiting) {
      clearTimeout(timer);
      reject(error);
    }
  }
}
