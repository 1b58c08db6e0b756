import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { FeatureSet_FieldPresence } from "@bufbuild/protobuf/wkt";
import fc from "fast-check";

/** Any value of a message type in ts-proto's form; enums have one of their named values, not zero. */
export function arbitraryMessage(message: DescMessage): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(message.fields.map((field) => [field.localName, arbitraryField(field)])));
}

function arbitraryField(field: DescField): fc.Arbitrary<unknown> {
  if (field.fieldKind === "list") return fc.array(arbitraryValue(field), { maxLength: 4 });
  const optional = field.presence === FeatureSet_FieldPresence.EXPLICIT;
  return optional ? fc.option(arbitraryValue(field), { nil: undefined }) : arbitraryValue(field);
}

function arbitraryValue({ scalar, enum: enumeration, message }: DescField): fc.Arbitrary<unknown> {
  if (enumeration !== undefined) {
    return fc.constantFrom(...enumeration.values.map(({ number }) => number).filter((number) => number !== 0));
  }
  if (message !== undefined) {
    return message.typeName === "google.protobuf.Timestamp" ? arbitraryTime : arbitraryMessage(message);
  }
  switch (scalar) {
    case ScalarType.STRING:
      return fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\u0000", ""));
    case ScalarType.BOOL:
      return fc.boolean();
    case ScalarType.INT32:
      return fc.integer();
    case ScalarType.INT64:
      return fc.maxSafeInteger();
    default:
      throw new Error(`no arbitrary for scalar ${scalar}`);
  }
}

/** The years that RFC 3339 can write. */
const arbitraryTime = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
