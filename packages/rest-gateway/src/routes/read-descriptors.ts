import { createFileRegistry, type DescExtension, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

/** The types and services of a FileDescriptorSet. */
export function readDescriptors(image: Uint8Array): FileRegistry {
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, image));
}

/** The extension `google.api.http`. Throws if the image was made without it. */
export function httpExtension(registry: FileRegistry): DescExtension {
  const extension = registry.getExtension("google.api.http");
  if (extension === undefined) throw new Error("The descriptor image does not define google.api.http");
  return extension;
}
