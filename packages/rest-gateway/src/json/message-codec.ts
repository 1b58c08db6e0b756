import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { isHttpBody } from "../routes/http-body.ts";
import { enumCodec } from "./enum-codec.ts";
import { scalarCodec } from "./scalar-codec.ts";
import { timestampCodec } from "./timestamp-codec.ts";
import type { Place, ValueCodec } from "./value-codec.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export interface FieldCodec {
  /** On the wire: as in the proto. */
  readonly name: string;
  /** In ts-proto's objects. */
  readonly key: string;
  readonly repeated: boolean;
  /** Left out when unset, or an empty list, instead of written as zero. */
  readonly optional: boolean;
  readonly value: ValueCodec;
}

/** One message type between ts-proto's plain objects and hubbub's JSON (docs/adr says how that departs from proto JSON). */
export interface MessageCodec extends ValueCodec {
  readonly fields: ReadonlyMap<string, FieldCodec>;
  /** As `decode`, without looking at some of the fields: they come from elsewhere. */
  decodeWithout(names: readonly string[], json: unknown, place: Place): unknown;
}

/**
 * Compiles message types once each, without their `google.api.HttpBody`s. Throws for a type that has no JSON form yet: bytes,
 * maps, oneofs, well-known types but Timestamp.
 */
export function messageCodecs(absentWhenEmpty: ReadonlySet<string> = new Set()): (desc: DescMessage) => MessageCodec {
  const compiled = new Map<string, MessageCodec>();
  return compile;

  function compile(desc: DescMessage): MessageCodec {
    const known = compiled.get(desc.typeName);
    if (known !== undefined) return known;
    const fields = new Map<string, FieldCodec>();
    const codec: MessageCodec = {
      fields,
      zero: undefined,
      encode: (value) => encodeFields(fields, value as JsonObject),
      decode: (json, place) => decodeFields(fields, [], json, place),
      decodeWithout: (names, json, place) => decodeFields(fields, names, json, place),
    };
    // Before its fields: a message may hold itself.
    compiled.set(desc.typeName, codec);
    for (const field of desc.fields) if (!isHttpBody(field)) fields.set(field.name, fieldCodec(field));
    return codec;
  }

  function fieldCodec(field: DescField): FieldCodec {
    const value = valueCodec(field);
    if (value === undefined) throw new Error(`${field.toString()} has no JSON form in the REST gateway`);
    return {
      name: field.name,
      key: field.localName,
      repeated: field.fieldKind === "list",
      optional:
        field.presence === FeatureSet_FieldPresence.EXPLICIT ||
        absentWhenEmpty.has(`${field.parent.typeName}.${field.name}`),
      value,
    };
  }

  function valueCodec(field: DescField): ValueCodec | undefined {
    if (field.fieldKind === "map" || field.oneof !== undefined) return undefined;
    if (field.scalar !== undefined) return scalarCodec(field.scalar);
    if (field.enum !== undefined) return enumCodec(field.enum);
    if (field.message.typeName === "google.protobuf.Timestamp") return timestampCodec;
    return field.message.typeName.startsWith("google.protobuf.") ? undefined : compile(field.message);
  }
}

function encodeFields(fields: ReadonlyMap<string, FieldCodec>, value: JsonObject): JsonObject {
  const json: Record<string, unknown> = {};
  for (const { name, key, repeated, optional, value: codec } of fields.values()) {
    const held = value[key];
    if (repeated) {
      const items = (held ?? []) as readonly unknown[];
      if (items.length > 0 || !optional) json[name] = items.map((item) => codec.encode(item));
    } else if (held !== undefined && held !== null) json[name] = codec.encode(held);
    else if (!optional) json[name] = codec.encode(codec.zero);
  }
  return json;
}

/** Ends where the problems are full: what a stranger sends is not walked to its end. */
function decodeFields(
  fields: ReadonlyMap<string, FieldCodec>,
  skipped: readonly string[],
  json: unknown,
  place: Place,
): unknown {
  const { field: at, problems } = place;
  if (!isJsonObject(json)) return problems.add(at, "must be an object");
  for (const name in json) {
    if (!fields.has(name) && !skipped.includes(name)) problems.add(within(at, name), "is not a field of this request");
    if (problems.isFull) return undefined;
  }
  const message: Record<string, unknown> = {};
  for (const field of fields.values()) {
    // Not json[name]: a field may be called as something that every object inherits.
    const isGiven = Object.hasOwn(json, field.name) && !skipped.includes(field.name);
    const held = isGiven ? json[field.name] : undefined;
    message[field.key] = decodeField(field, held, { problems, field: within(at, field.name) });
    if (problems.isFull) return undefined;
  }
  return message;
}

/** null counts as absent. */
function decodeField({ repeated, optional, value }: FieldCodec, json: unknown, place: Place): unknown {
  if (json === undefined || json === null) return repeated ? [] : optional ? undefined : value.zero;
  return repeated ? decodeList(value, json, place) : value.decode(json, place);
}

function decodeList(codec: ValueCodec, json: unknown, { field, problems }: Place): unknown {
  if (!Array.isArray(json)) return problems.add(field, "must be a list");
  const items: unknown[] = [];
  for (const [index, item] of json.entries()) {
    items.push(codec.decode(item, { problems, field: `${field}.${index}` }));
    if (problems.isFull) return undefined;
  }
  return items;
}

function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function within(at: string, name: string): string {
  return at === "" ? name : `${at}.${name}`;
}
