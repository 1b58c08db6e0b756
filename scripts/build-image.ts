/**
 * The descriptor image that REST, OpenAPI and gRPC reflection read: the compiled proto module with the comments that stand
 * before a declaration, and no other source positions (they are four fifths of it).
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

const built = spawnSync("npx", ["buf", "build", "proto", "-o", "-#format=binpb"], { maxBuffer: 16 << 20 });
if (built.status !== 0) throw new Error(`buf build failed:\n${built.stderr.toString()}`);

const image = fromBinary(FileDescriptorSetSchema, built.stdout);
for (const file of image.file) {
  const info = file.sourceCodeInfo;
  if (info === undefined) continue;
  if (file.name.startsWith("hubbub/")) info.location = info.location.filter((one) => one.leadingComments !== "");
  else delete file.sourceCodeInfo;
}
writeFileSync("packages/grpc-api/image/hubbub.binpb", toBinary(FileDescriptorSetSchema, image));
