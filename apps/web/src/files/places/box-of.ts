import type { Attachment } from "@hubbub/ws-protocol";

const maxWidth = 400;
const maxHeight = 300;
/** Less could not be seen, nor pressed: what is much longer than wide is cut. */
const minSide = 44;

/** The place of a picture that stands alone, in CSS pixels: as large as it is, and no larger than there is room. */
export function boxOf({ width = 1, height = 1 }: Pick<Attachment, "width" | "height">): {
  readonly width: number;
  readonly height: number;
} {
  const scale = Math.min(1, maxWidth / width, maxHeight / height);
  return { width: Math.max(minSide, Math.round(width * scale)), height: Math.max(minSide, Math.round(height * scale)) };
}
