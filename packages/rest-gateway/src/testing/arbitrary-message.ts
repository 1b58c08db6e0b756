import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import * as fc from "fast-check";
import { isHttpBody } from "../routes/http-body.ts";

/**
 * Any value of a message type in ts-proto's form; enums have one of their named values, not zero. `always`: optional fields
 * that are there all the same, by full name.
 */
export function arbitraryMessage(
  message: DescMessage,
  always: ReadonlySet<string> = new Set(),
): fc.Arbitrary<Record<string, unknown>> {
  const fields = message.fields.filter((field) => !isHttpBody(field));
  return fc.record(Object.fromEntries(fields.map((field) => [field.localName, arbitraryField(field, always)])));
}

function arbitraryField(field: DescField, always: ReadonlySet<string>): fc.Arbitrary<unknown> {
  const value = arbitraryValue(field, always);
  if (field.fieldKind === "list") return fc.array(value, { maxLength: 4 });
  const mayBeMissing =
    field.presence === FeatureSet_FieldPresence.EXPLICIT && !always.has(`${field.parent.typeName}.${field.name}`);
  return mayBeMissing ? fc.option(value, { nil: undefined }) : value;
}

function arbitraryValue(
  { scalar, enum: enumeration, message }: DescField,
  always: ReadonlySet<string>,
): fc.Arbitrary<unknown> {
  if (enumeration !== undefined) {
    return fc.constantFrom(...enumeration.values.map(({ number }) => number).filter((number) => number !== 0));
  }
  if (message !== undefined) {
    return message.typeName === "google.protobuf.Timestamp" ? arbitraryTime : arbitraryMessage(message, always);
  }
  const arbitrary = scalar === undefined ? undefined : arbitraryScalars[scalar];
  if (arbitrary === undefined) throw new Error(`no arbitrary for the scalar ${scalar}`);
  return arbitrary;
}

const arbitraryScalars: Partial<Record<ScalarType, fc.Arbitrary<unknown>>> = {
  [ScalarType.STRING]: fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\u0000", "")),
  [ScalarType.BOOL]: fc.boolean(),
  [ScalarType.INT32]: fc.integer(),
  [ScalarType.INT64]: fc.maxSafeInteger(),
};

/** The years that RFC 3339 can write. */
const arbitraryTime = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
