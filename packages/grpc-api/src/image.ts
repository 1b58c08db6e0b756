import { readFileSync } from "node:fs";

/** The compiled proto module (a FileDescriptorSet): what the REST gateway and gRPC reflection read. */
export function readDescriptorImage(): Uint8Array {
  return readFileSync(new URL("../image/hubbub.binpb", import.meta.url));
}
