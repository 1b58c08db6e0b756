import { createFileRegistry, create, type DescMethod, fromBinary } from "@bufbuild/protobuf";
import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { Client } from "@grpc/grpc-js";

/** Asks grpc.health.v1 as any prober would. */
export function checkHealth(client: Client, service: string): Promise<string> {
  const statuses = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      "/grpc.health.v1.Health/Check",
      (name: string) => Buffer.from(new BinaryWriter().uint32(10).string(name).finish()),
      (bytes) => statuses[readFields(bytes).varints.get(1)?.[0] ?? 0] ?? "?",
      service,
      (error, status) => (error === null ? resolve(status ?? "?") : reject(error)),
    );
  });
}

/** The names that grpc.reflection.v1 lists. */
export async function reflectedServices(client: Client): Promise<string[]> {
  const listServices = new BinaryWriter()
    .uint32((7 << 3) | 2)
    .string("*")
    .finish();
  const [answer] = (await reflect(client, listServices)).bytes.get(6) ?? [];
  const services = readFields(answer ?? new Uint8Array()).bytes.get(1) ?? [];
  return services.map((service) => new TextDecoder().decode(readFields(service).bytes.get(1)?.[0]));
}

/** The methods of a service as a client builds them from what grpc.reflection.v1 hands out. */
export async function reflectedMethods(client: Client, service: string): Promise<readonly DescMethod[]> {
  const seen = new Set<string>();
  /** Each after those that it imports. */
  const files: Uint8Array[] = [];
  await collect(
    new BinaryWriter()
      .uint32((4 << 3) | 2)
      .string(service)
      .finish(),
  );
  const file = files.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
  const registry = createFileRegistry(create(FileDescriptorSetSchema, { file }));
  return registry.getService(service)?.methods ?? [];

  async function collect(request: Uint8Array): Promise<void> {
    const [answer] = (await reflect(client, request)).bytes.get(4) ?? [];
    for (const bytes of readFields(answer ?? new Uint8Array()).bytes.get(1) ?? []) {
      const { name, dependency } = fromBinary(FileDescriptorProtoSchema, bytes);
      if (seen.has(name)) continue;
      seen.add(name);
      for (const path of dependency)
        await collect(
          new BinaryWriter()
            .uint32((3 << 3) | 2)
            .string(path)
            .finish(),
        );
      files.push(bytes);
    }
  }
}

function reflect(client: Client, request: Uint8Array): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const stream = client.makeBidiStreamRequest(
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
      (bytes: Uint8Array) => Buffer.from(bytes),
      readFields,
    );
    stream.on("data", (fields: Fields) => {
      stream.end();
      resolve(fields);
    });
    stream.on("error", reject);
    stream.write(request);
  });
}

interface Fields {
  readonly bytes: Map<number, Uint8Array[]>;
  readonly varints: Map<number, number[]>;
}

function readFields(message: Uint8Array): Fields {
  const fields: Fields = { bytes: new Map(), varints: new Map() };
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) fields.bytes.set(no, [...(fields.bytes.get(no) ?? []), reader.bytes()]);
    else if (wireType === WireType.Varint) fields.varints.set(no, [...(fields.varints.get(no) ?? []), reader.uint32()]);
    else reader.skip(wireType);
  }
  return fields;
}
