/**
 * What is stored of one file: its bytes as they came and are given to whoever downloads it; or of a picture, which nobody gets
 * as it came, the original until the picture is made, and the two that are shown; or the picture of a person or a room.
 */
export const fileParts = ["file", "original", "view", "thumbnail", "avatar"] as const;
export type FilePart = (typeof fileParts)[number];

/** By its id, 32 hexadecimal digits. */
export function keyOf(id: string, part: FilePart): string {
  return `${id}/${part}`;
}

export function allKeysOf(id: string): readonly string[] {
  return fileParts.map((part) => keyOf(id, part));
}
