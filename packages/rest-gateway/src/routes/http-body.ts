import type { DescField } from "@bufbuild/protobuf";

/** Whether a field stands for bytes that are no JSON: it is in no codec, and a handler reads them from its call. */
export function isHttpBody(field: DescField | undefined): boolean {
  return field?.fieldKind === "message" && field.message.typeName === "google.api.HttpBody";
}
