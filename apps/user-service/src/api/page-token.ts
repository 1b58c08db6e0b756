/** The place after which the next page begins, as the opaque text that a client hands back. */
export function encodePageToken(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** The parts of a place, each of the shape asked for; undefined for a text that was not made here. */
export function decodePageToken(token: string, shapes: readonly RegExp[]): readonly string[] | undefined {
  const place = parse(Buffer.from(token, "base64url").toString());
  if (!isTextList(place) || place.length !== shapes.length) return undefined;
  if (encodePageToken(place) !== token) return undefined;
  return place.every((part, index) => shapes[index]?.test(part) === true) ? place : undefined;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((part) => typeof part === "string");
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
