import type { Attachment } from "@hubbub/ws-protocol";

/** A file that a page can show as a picture: these have a size, and others that are images (SVG) have none. */
export function isPicture({ width, height }: Pick<Attachment, "width" | "height">): boolean {
  return width !== undefined && height !== undefined;
}
