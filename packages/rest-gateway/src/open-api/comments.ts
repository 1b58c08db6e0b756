import type { DescFile, FileRegistry } from "@bufbuild/protobuf";

/** The proto's comments on services, their methods, messages and fields by full name; none if the image has no source info. */
export function readComments(registry: FileRegistry): ReadonlyMap<string, string> {
  return new Map([...registry.files].flatMap((file) => commentsOf(file)));
}

/** Numbers of FileDescriptorProto's and DescriptorProto's fields, of which SourceCodeInfo makes its paths. */
const messagesOfFile = 4;
const servicesOfFile = 6;
const fieldsOfMessage = 2;
const methodsOfService = 2;

function commentsOf(file: DescFile): [string, string][] {
  const names = new Map<string, string>();
  for (const [at, message] of file.messages.entries()) {
    names.set([messagesOfFile, at].join("."), message.typeName);
    for (const [index, { name }] of message.fields.entries()) {
      names.set([messagesOfFile, at, fieldsOfMessage, index].join("."), `${message.typeName}.${name}`);
    }
  }
  for (const [at, service] of file.services.entries()) {
    names.set([servicesOfFile, at].join("."), service.typeName);
    for (const [index, { name }] of service.methods.entries()) {
      names.set([servicesOfFile, at, methodsOfService, index].join("."), `${service.typeName}.${name}`);
    }
  }
  return (file.proto.sourceCodeInfo?.location ?? []).flatMap(({ path, leadingComments }): [string, string][] => {
    const name = names.get(path.join("."));
    return name === undefined || leadingComments === "" ? [] : [[name, tidy(leadingComments)]];
  });
}

/** Lines of one paragraph belong together; the wrapping is the source's. */
function tidy(comment: string): string {
  return comment.trim().replaceAll(/\s*\n\s*/g, " ");
}
