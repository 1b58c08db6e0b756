import type { Attachment } from "@hubbub/ws-protocol";

/** A film or sound that browsers play: those that the server hands out to be played. */
export function isPlayed({ content_type }: Pick<Attachment, "content_type">): boolean {
  return /^(?:audio\/(?:mpeg|mp4|ogg|wav|flac|aac|webm)|video\/(?:mp4|webm|ogg|quicktime))$/.test(content_type);
}
