import type { PreviewImage } from "@hubbub/ws-protocol";

/** Keeps a picture among the server's files, made anew from its pixels; undefined for bytes that are none that it can show. */
export type StorePicture = (
  bytes: Buffer,
  message: { readonly roomId: number; readonly seq: number },
) => Promise<PreviewImage | undefined>;
