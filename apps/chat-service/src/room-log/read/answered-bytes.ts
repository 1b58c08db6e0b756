import type { Attachment, Message } from "@hubbub/ws-protocol";

/**
 * Bytes of a message in a page, as JSON with what stands between two of them. Links to its files are signed on its way out, for
 * what is sent only, but counted here: a picture's two are longer than all else of it.
 */
export function answeredBytes(message: Message): number {
  const { attachments = [], previews = [] } = message;
  let bytes = Buffer.byteLength(JSON.stringify(message)) + 1;
  for (const attachment of attachments) bytes += linkBytes(attachment);
  for (const { image } of previews) if (image !== undefined) bytes += linkBytes({ ...image, name: "preview" });
  return bytes;
}

/** At most, and hardly less: of a picture's two links the small one's type may be shorter. */
function linkBytes({ name, content_type, width }: Pick<Attachment, "name" | "content_type" | "width">): number {
  const link = besidesBytes + Buffer.byteLength(encodeURIComponent(name)) + encodeURIComponent(content_type).length;
  return width === undefined ? link : 2 * link + thumbnailKeyBytes;
}

/** `,"url":"/files/<32 digits>/?e=<10 digits>&t=&v=f&s=<43 letters>"`, and what a preview's picture has more of a type's name. */
const besidesBytes = 9 + 7 + 32 + 1 + 13 + 3 + 4 + 3 + 43 + 4;
const thumbnailKeyBytes = "thumbnail_".length;
