import { BinaryReader } from "@bufbuild/protobuf/wire";
import type { Server } from "@grpc/grpc-js";
import { ReflectionService } from "@grpc/reflection";
import { HealthImplementation } from "grpc-health-check";
import { grpcMethodNames } from "./grpc-definition.ts";
import { withFullTypeNames } from "./with-full-type-names.ts";

type PackageDefinition = ConstructorParameters<typeof ReflectionService>[0];

/** Adds gRPC server reflection for `services` of a FileDescriptorSet, and for what each of our servers has: health and itself. */
export function addGrpcReflection(server: Server, descriptorImage: Uint8Array, services: readonly string[]): void {
  const standard = [new HealthImplementation(), new ReflectionService({})].flatMap(methodsOf);
  const files = [
    ...splitFiles(descriptorImage),
    ...standard.flatMap(({ requestType }) => requestType.fileDescriptorProtos.map(withFullTypeNames)),
  ];
  const names = new Set([...services, ...standard.map(({ path }) => grpcMethodNames(path).service)]);
  // It reads only this property of the package's entries.
  const definition = {
    image: { fileDescriptorProtos: files.map((file) => Buffer.from(file)) },
  } as unknown as PackageDefinition;
  new ReflectionService(definition, { services: [...names] }).addToServer(server);
}

/** A method as @grpc/proto-loader makes it: each holds the descriptors of its whole package. */
interface LoadedMethod {
  readonly path: string;
  readonly requestType: { readonly fileDescriptorProtos: readonly Buffer[] };
}

/** What a part that loads its own definitions would add to a server. */
function methodsOf(part: HealthImplementation | ReflectionService): LoadedMethod[] {
  const methods: LoadedMethod[] = [];
  const addService = (definition: object) => void methods.push(...(Object.values(definition) as LoadedMethod[]));
  part.addToServer({ addService });
  return methods;
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
