import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { readDescriptorImage } from "./image.ts";
import { exceptions, tokenUse } from "./token-use.ts";

test("every rpc that strangers may call is one that exists", () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readDescriptorImage()));
  const rpcs = [...registry].flatMap((type) =>
    type.kind === "service" ? type.methods.map(({ name }) => `${type.typeName}.${name}`) : [],
  );
  expect(rpcs).toEqual(expect.arrayContaining(Object.keys(exceptions)));
  expect(tokenUse("hubbub.chat.v1.RoomService.CreateRoom")).toBe("needed");
});
