import type { Attachment } from "@hubbub/ws-protocol";
import { toAnswer, toQuery } from "./call-api.ts";
import { type Page, toPageQuery } from "./page.ts";
import type { RestClient } from "./rest-client.ts";
import { type ByteRequest, sendBytes } from "./send-bytes.ts";

/** Where a file is for the next 15 to 30 minutes. */
export interface FileLinks {
  readonly id: string;
  readonly url: string;
  /** Of pictures: a small one. */
  readonly thumbnail_url?: string;
}

/** A file of a room's message. */
export interface RoomFile {
  readonly attachment: Attachment;
  /** Of the message that brought it. */
  readonly seq: number;
  readonly user_id: number;
  readonly username: string;
  readonly created_at: string;
  /** Of such a message in a thread: its root. */
  readonly thread_seq?: number;
}

export interface RoomFilePage {
  /** The newest first. */
  readonly files: readonly RoomFile[];
  /** Empty on the last page. */
  readonly next_page_token: string;
}

/** One try of an upload, as `UploadOptions`. */
export type Upload = Pick<ByteRequest, "signal" | "onSent"> & { readonly name: string };

export interface FilesApi {
  upload(roomId: number, bytes: Blob, upload: Upload): Promise<Attachment>;
  remove(id: string): Promise<void>;
  links(ids: readonly string[]): Promise<{ readonly links: readonly FileLinks[] }>;
  list(roomId: number, page?: Page): Promise<RoomFilePage>;
}

export function filesApi(rest: RestClient, baseUrl: string): FilesApi {
  const ofRoom = (roomId: number) => `/api/v1/rooms/${roomId}/files`;
  return {
    upload: async (roomId, bytes, { name, ...sending }) =>
      await rest.withToken(async (token) => {
        const url = baseUrl + ofRoom(roomId) + toQuery({ name });
        const answer = await sendBytes({ url, token, bytes, ...sending });
        return toAnswer(answer) as Attachment;
      }),
    remove: async (id) => {
      const path = `/api/v1/files/${encodeURIComponent(id)}`;
      await rest.call({ method: "DELETE", path, whenRefused: "wait" });
    },
    links: (ids) => rest.call({ method: "POST", path: "/api/v1/files/links", body: { ids }, whenRefused: "wait" }),
    list: (roomId, page = {}) => rest.call({ method: "GET", path: ofRoom(roomId), query: toPageQuery(page) }),
  };
}
