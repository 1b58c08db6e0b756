import type { Attachment } from "@hubbub/ws-protocol";
import { type HubbubError, toHubbubError } from "../hubbub-error.ts";
import { patienceMs, patienceTries } from "../limits.ts";
import { givenUp, until } from "../refusals/patiently.ts";
import { retryDelayMs } from "../refusals/retry-delay.ts";
import type { FilesApi } from "../rest/files-api.ts";
import type { UploadOptions } from "./files.ts";

/** Sends files, again where they were refused for now, and none that is as large as one that was too large. */
export class Uploads {
  readonly #api: Pick<FilesApi, "upload">;
  readonly #life: () => AbortSignal;
  /** The smallest that the server refused for its size. */
  #refused: { readonly bytes: number; readonly error: HubbubError } | undefined;

  constructor(api: Pick<FilesApi, "upload">, life: () => AbortSignal) {
    this.#api = api;
    this.#life = life;
  }

  async upload(roomId: number, file: Blob, options: UploadOptions = {}): Promise<Attachment> {
    const { name = nameOf(file), onProgress, signal: wanted } = options;
    const signal = AbortSignal.any([this.#life(), ...(wanted === undefined ? [] : [wanted])]);
    const onSent = (sentBytes: number) => onProgress?.(sentBytes, file.size);
    for (let tries = 1; ; tries += 1) {
      if (signal.aborted) throw givenUp();
      if (this.#refused !== undefined && file.size >= this.#refused.bytes) throw this.#refused.error;
      onSent(0);
      try {
        const uploaded = await this.#api.upload(roomId, file, { name, signal, onSent });
        signal.throwIfAborted();
        return uploaded;
      } catch (cause) {
        if (signal.aborted) throw givenUp();
        const error = toHubbubError(cause);
        if (error.code === "payload_too_large") this.#refused = { bytes: file.size, error };
        const delayMs = retryDelayMs(error, tries);
        if (!error.retryable || tries >= patienceTries || delayMs > patienceMs) throw error;
        await until(performance.now() + delayMs, signal);
      }
    }
  }
}

function nameOf(file: Blob): string {
  return "name" in file && typeof file.name === "string" ? file.name : "";
}
