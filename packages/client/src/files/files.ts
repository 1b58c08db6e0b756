import type { Attachment } from "@hubbub/ws-protocol";
import type { FileLinks, RoomFilePage } from "../rest/files-api.ts";
import type { Page } from "../rest/page.ts";
import type { RestClient } from "../rest/rest-client.ts";

export interface UploadOptions {
  /** The file's own, if it has one, without it. */
  readonly name?: string;
  /** Called as it goes out; from 0 again where it has to be sent again. */
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
  /** Aborted, it is broken off, and rejects with `unavailable`. */
  readonly signal?: AbortSignal;
}

/** Files of messages. Links lead to `HubbubClientOptions.baseUrl`, where that is not the page's own place. */
export interface Files {
  /**
   * Takes a file for a message that one is going to write in the room: `SendOptions.attachments` wants the answer within a
   * day. Refused for now, and where the connection breaks, it is sent again. Errors: `payload_too_large`,
   * `quota_exceeded`, `forbidden`, `room_not_found`.
   */
  upload(roomId: number, file: Blob, options?: UploadOptions): Promise<Attachment>;
  /** Removes one of one's own that was not sent; that there is none is fine. */
  remove(id: string): Promise<void>;
  /**
   * Where files are now, in the order of `ids`, without those that one may not see any more. What is asked for at the
   * same time goes in one request, and links are kept until shortly before they end.
   */
  links(ids: readonly string[]): Promise<readonly FileLinks[]>;
  /** Those of a room's messages, the newest first. */
  list(roomId: number, page?: Page): Promise<RoomFilePage>;
}

export interface FilesContext {
  readonly baseUrl: string;
  readonly rest: RestClient;
  /** The server's time; undefined where it has not said it. */
  readonly nowMs: () => number | undefined;
  /** Another one where a message or one's place in a room has gone, and with the session: links of before may be to nothing. */
  readonly era: () => number;
}

/** In a browser what they are made of comes with the first: rejects where that cannot be had. */
export function files(context: FilesContext): Files {
  let made: Files | undefined;
  const load = async () => {
    const { serverFiles } = await import("./server-files.ts");
    return (made ??= serverFiles(context));
  };
  return {
    upload: async (...args) => await (await load()).upload(...args),
    remove: async (id) => await (await load()).remove(id),
    links: async (ids) => await (await load()).links(ids),
    list: async (...args) => await (await load()).list(...args),
  };
}
