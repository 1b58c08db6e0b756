import { createFileRegistry, fromBinary, hasOption } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { forServices, isForServices } from "./for-services.ts";
import { readDescriptorImage } from "./image.ts";
import { exceptions } from "./token-use.ts";

test("what has no REST route is for services, and nothing else is: no rpc is left between the two", () => {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readDescriptorImage()));
  const http = registry.getExtension("google.api.http")!;
  const withoutRoute = [...registry].flatMap((type) =>
    type.kind === "service" && type.typeName.startsWith("hubbub.")
      ? type.methods.filter((rpc) => !hasOption(rpc, http)).map(({ name }) => `${type.typeName}.${name}`)
      : [],
  );
  expect([...forServices].toSorted()).toEqual(withoutRoute.toSorted());
  expect(Object.keys(exceptions).filter(isForServices)).toEqual([]);
});
