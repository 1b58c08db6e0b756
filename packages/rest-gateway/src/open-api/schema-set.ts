import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import { enumNames } from "../json/enum-names.ts";
import type { Schema } from "./open-api.ts";

/** Schemas of message types; those of responses and of nested messages are named and referred to. */
export interface SchemaSet {
  /** A request's body: all but the fields that the path gives. */
  request(message: DescMessage, pathFields: readonly string[]): Schema;
  response(message: DescMessage): Schema;
  field(message: DescMessage, name: string): Schema;
  /** All that were referred to so far. */
  named(): Readonly<Record<string, Schema>>;
}

/** `comments` by full name become descriptions. Throws if two messages of different packages have one name. */
export function schemaSet(comments: ReadonlyMap<string, string>): SchemaSet {
  const named = new Map<string, { readonly typeName: string; schema: Schema }>();
  return {
    request: (message, pathFields) => ({
      title: message.name,
      type: "object",
      properties: properties(message.fields.filter(({ name }) => !pathFields.includes(name))),
      additionalProperties: false,
    }),
    response: refer,
    field: (message, name) => fieldSchema(message.fields.find((field) => field.name === name) ?? raise(name)),
    named: () => Object.fromEntries([...named].map(([name, { schema }]) => [name, schema])),
  };

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
    const always = message.fields.filter((field) => field.presence !== FeatureSet_FieldPresence.EXPLICIT);
    return {
      type: "object",
      ...describe(message.typeName),
      ...(always.length === 0 ? {} : { required: always.map(({ name }) => name) }),
      properties: properties(message.fields),
    };
  }

  function properties(fields: readonly DescField[]): Readonly<Record<string, Schema>> {
    return Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)]));
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
