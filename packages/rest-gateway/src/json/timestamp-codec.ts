import type { Place, ValueCodec } from "./value-codec.ts";

/** google.protobuf.Timestamp: a Date inside, RFC 3339 with milliseconds in UTC outside. Any offset is read. */
export const timestampCodec: ValueCodec = {
  zero: undefined,
  encode: (value) => (value as Date).toISOString(),
  decode,
  decodeText: decode,
};

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;

function decode(json: unknown, { field, problems }: Place): unknown {
  const time = typeof json === "string" && rfc3339.test(json) ? new Date(json) : undefined;
  if (time !== undefined && !Number.isNaN(time.getTime())) return time;
  problems.add(field, "must be a time such as 2026-01-31T12:00:00.000Z");
  return undefined;
}
