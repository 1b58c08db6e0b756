import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Server } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";

type PackageDefinition = ConstructorParameters<typeof ReflectionService>[0];

/** Adds gRPC server reflection for `services` of a FileDescriptorSet. */
export function addGrpcReflection(server: Server, descriptorImage: Uint8Array, services: readonly string[]): void {
  // It reads only this property of the package's entries.
  const files = { image: { fileDescriptorProtos: splitFiles(descriptorImage).map((file) => Buffer.from(file)) } };
  new ReflectionService(files as unknown as PackageDefinition, { services: [...services] }).addToServer(server);
}

/** `message FileDescriptorSet { repeated FileDescriptorProto file = 1; }` */
function splitFiles(image: Uint8Array): Uint8Array[] {
  const reader = new BinaryReader(image);
  const files: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === 1) files.push(reader.bytes());
    else reader.skip(wireType);
  }
  return files;
}
