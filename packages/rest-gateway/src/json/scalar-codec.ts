import { ScalarType } from "@bufbuild/protobuf";
import type { Place, ValueCodec } from "./value-codec.ts";

/** undefined for bytes, which have no JSON form here. */
export function scalarCodec(scalar: ScalarType): ValueCodec | undefined {
  switch (scalar) {
    case ScalarType.STRING:
      return textCodec;
    case ScalarType.BOOL:
      return boolCodec;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return floatCodec;
    case ScalarType.BYTES:
      return undefined;
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
      return integerCodec(-(2 ** 31), 2 ** 31 - 1);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return integerCodec(0, 2 ** 32 - 1);
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return integerCodec(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return integerCodec(0, Number.MAX_SAFE_INTEGER);
  }
}

const textCodec: ValueCodec = { zero: "", encode: same, decode: decodeText, decodeText };

const boolCodec: ValueCodec = {
  zero: false,
  encode: same,
  decode: (json, place) => (typeof json === "boolean" ? json : refuse(place, "must be true or false")),
  decodeText: (text, place) => {
    if (text === "true") return true;
    return text === "false" ? false : refuse(place, "must be true or false");
  },
};

const floatCodec: ValueCodec = {
  zero: 0,
  encode: same,
  decode: decodeFloat,
  decodeText: (text, place) =>
    /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? decodeFloat(Number(text), place) : decodeFloat(text, place),
};

/** Text of digits counts as a number: large ids are text in many clients. */
function integerCodec(min: number, max: number): ValueCodec {
  const decode = (json: unknown, place: Place) => {
    const value = typeof json === "string" && /^-?(0|[1-9]\d*)$/.test(json) ? Number(json) : json;
    const fits = typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
    if (!fits) {
      const range = place.problems.rangeOf(place.field) ?? { min, max };
      return refuse(place, `must be a whole number from ${range.min} to ${range.max}`);
    }
    return value === 0 ? 0 : value;
  };
  return { zero: 0, encode: same, decode, decodeText: decode };
}

/** Postgres stores neither U+0000 nor a lone surrogate, so no text with them gets in. */
function decodeText(json: unknown, place: Place): unknown {
  if (typeof json !== "string") return refuse(place, "must be text");
  if (json.includes("\u0000")) return refuse(place, "contains the character U+0000");
  if (!json.isWellFormed()) return refuse(place, "is not well-formed Unicode (a lone surrogate)");
  return json;
}

function decodeFloat(json: unknown, place: Place): unknown {
  return typeof json === "number" && Number.isFinite(json) ? json : refuse(place, "must be a number");
}

function refuse({ field, problems }: Place, complaint: string): undefined {
  problems.add(field, complaint);
}

function same(value: unknown): unknown {
  return value;
}
