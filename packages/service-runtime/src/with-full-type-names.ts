import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type DescriptorProto, FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";

/**
 * A FileDescriptorProto that needs no other file, with the types of fields and methods named as protoc does it: protobufjs
 * names them as seen from where they are used, which not every client of reflection resolves.
 */
export function withFullTypeNames(bytes: Uint8Array): Uint8Array {
  const file = fromBinary(FileDescriptorProtoSchema, bytes);
  const root = `.${file.package}`;
  const names = new Set(file.enumType.map(({ name }) => `${root}.${name}`));
  for (const message of file.messageType) collectNames(message, root, names);
  for (const message of file.messageType) nameFields(message, root, names);
  for (const method of file.service.flatMap((service) => service.method)) {
    method.inputType = fullName(method.inputType, root, names);
    method.outputType = fullName(method.outputType, root, names);
  }
  return toBinary(FileDescriptorProtoSchema, file);
}

function collectNames(message: DescriptorProto, scope: string, names: Set<string>): void {
  const own = `${scope}.${message.name}`;
  names.add(own);
  for (const { name } of message.enumType) names.add(`${own}.${name}`);
  for (const nested of message.nestedType) collectNames(nested, own, names);
}

function nameFields(message: DescriptorProto, scope: string, names: ReadonlySet<string>): void {
  const own = `${scope}.${message.name}`;
  for (const field of message.field) {
    if (field.typeName !== "") field.typeName = fullName(field.typeName, own, names);
  }
  for (const nested of message.nestedType) nameFields(nested, own, names);
}

/** The innermost scope counts. */
function fullName(name: string, scope: string, names: ReadonlySet<string>): string {
  if (name.startsWith(".")) return name;
  for (let within = scope; within !== ""; within = within.slice(0, within.lastIndexOf("."))) {
    if (names.has(`${within}.${name}`)) return `${within}.${name}`;
  }
  throw new Error(`There is no type ${name} in ${scope}`);
}
