import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { type AnyRpc, wireName } from "@hubbub/grpc-api/rpcs";
import { enumNames } from "../json/enum-names.ts";
import type { Schema } from "./open-api.ts";
import { exactlyOneOf, orNull, ruleSchema } from "./rule-schema.ts";

/** Schemas of message types; those of responses and of nested messages are named and referred to. */
export interface SchemaSet {
  /** A request's body: all but the fields that the path gives. */
  request(message: DescMessage, rpc: AnyRpc, pathFields: readonly string[]): Schema;
  response(message: DescMessage): Schema;
  /** Of a request, in its path or query. */
  field(message: DescMessage, name: string, rpc: AnyRpc): Schema;
  /** All that were referred to so far. */
  named(): Readonly<Record<string, Schema>>;
}

/** What proto cannot say of answers; fields by their full names. */
export interface AnswerFacts {
  /** Always there although proto calls them optional. */
  readonly alwaysAnswered: ReadonlySet<string>;
  /** Lists that are left out where they are empty. */
  readonly absentWhenEmpty: ReadonlySet<string>;
}

/**
 * `comments` by full name become descriptions; `alwaysAnswered` names fields of answers that are required all the same, `absentWhenEmpty` lists that are not.
 * Throws if two messages of different packages have one name, and for a request's field without a rule.
 */
export function schemaSet(
  comments: ReadonlyMap<string, string>,
  { alwaysAnswered, absentWhenEmpty }: AnswerFacts,
): SchemaSet {
  const named = new Map<string, { readonly typeName: string; schema: Schema }>();
  return {
    request: requestSchema,
    response: refer,
    field: (message, name, rpc) => ruledSchema(message.fields.find((field) => field.name === name) ?? raise(name), rpc),
    named: () => Object.fromEntries([...named].map(([name, { schema }]) => [name, schema])),
  };

  function requestSchema(message: DescMessage, rpc: AnyRpc, pathFields: readonly string[]): Schema {
    const fields = message.fields.filter(({ name }) => !pathFields.includes(name));
    const needed = fields.filter(({ localName }) => rpc.request[localName]?.presence === "needed");
    const companions = Object.entries(rpc.with ?? {}).map(([key, other = ""]) => {
      return [wireName(key), [wireName(other)]] as const;
    });
    return {
      title: message.name,
      type: "object",
      ...(needed.length === 0 ? {} : { required: needed.map(({ name }) => name) }),
      ...(rpc.oneOf === undefined ? {} : exactlyOneOf(rpc.oneOf.map((key) => [wireName(key), ruleOf(rpc, key)]))),
      ...(companions.length === 0 ? {} : { dependentRequired: Object.fromEntries(companions) }),
      properties: Object.fromEntries(
        fields.map((field) => {
          const schema = ruledSchema(field, rpc);
          return [field.name, needed.includes(field) ? schema : orNull(schema)];
        }),
      ),
      additionalProperties: false,
    };
  }

  function ruledSchema(field: DescField, rpc: AnyRpc): Schema {
    const { description, ...schema } = fieldSchema(field);
    const { description: bound, ...bounds } = ruleSchema(ruleOf(rpc, field.localName));
    const said = [description, bound].filter((text) => text !== undefined).join(" ");
    return { ...schema, ...bounds, ...(said === "" ? {} : { description: said }) };
  }

  function refer(message: DescMessage): Schema {
    const known = named.get(message.name);
    if (known !== undefined && known.typeName !== message.typeName) {
      throw new Error(`${known.typeName} and ${message.typeName} need different names in the OpenAPI document`);
    }
    if (known === undefined) {
      const entry = { typeName: message.typeName, schema: {} };
      // Before its fields: a message may hold itself.
      named.set(message.name, entry);
      entry.schema = messageSchema(message);
    }
    return { $ref: `#/components/schemas/${message.name}` };
  }

  function messageSchema(message: DescMessage): Schema {
    const always = message.fields.filter(({ presence, name }) => {
      const field = `${message.typeName}.${name}`;
      return presence === FeatureSet_FieldPresence.EXPLICIT ? alwaysAnswered.has(field) : !absentWhenEmpty.has(field);
    });
    return {
      type: "object",
      ...describe(message.typeName),
      ...(always.length === 0 ? {} : { required: always.map(({ name }) => name) }),
      properties: Object.fromEntries(message.fields.map((field) => [field.name, fieldSchema(field)])),
    };
  }

  function fieldSchema(field: DescField): Schema {
    const description = describe(`${field.parent.typeName}.${field.name}`);
    if (field.fieldKind !== "list") return { ...valueSchema(field), ...description };
    return { type: "array", items: valueSchema(field), ...description };
  }

  function valueSchema(field: DescField): Schema {
    if (field.fieldKind === "map") return raise(field.toString());
    if (field.enum !== undefined) {
      const names = [...enumNames(field.enum)].filter(([number]) => number !== 0);
      return { type: "string", enum: names.map(([, name]) => name) };
    }
    if (field.scalar !== undefined) return scalarSchema(field.scalar);
    const isTime = field.message.typeName === "google.protobuf.Timestamp";
    return isTime ? { type: "string", format: "date-time" } : refer(field.message);
  }

  function describe(name: string): Pick<Schema, "description"> {
    const description = comments.get(name);
    return description === undefined ? {} : { description };
  }
}

function ruleOf(rpc: AnyRpc, key: string) {
  return rpc.request[key] ?? raise(key);
}

function scalarSchema(scalar: ScalarType): Schema {
  switch (scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return { type: "string" };
    case ScalarType.BOOL:
      return { type: "boolean" };
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return { type: "number" };
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return { type: "integer", format: "int64" };
    case ScalarType.INT32:
    case ScalarType.UINT32:
    case ScalarType.SINT32:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return { type: "integer", format: "int32" };
  }
}

function raise(what: string): never {
  throw new Error(`${what} has no schema`);
}
