import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema, SourceCodeInfo_LocationSchema, SourceCodeInfoSchema } from "@bufbuild/protobuf/wkt";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import * as fc from "fast-check";
import { Compile } from "typebox/schema";
import { describe, expect, test } from "vitest";
import { messageCodecs } from "../json/message-codec.ts";
import { readDescriptors } from "../routes/read-descriptors.ts";
import { readRpcRoutes } from "../routes/read-rpc-routes.ts";
import { arbitraryMessage } from "../testing/arbitrary-message.ts";
import { buildOpenApi } from "./build-open-api.ts";

const image = readDescriptorImage();
const registry = readDescriptors(image);
const document = buildOpenApi(image, contract);
const routes = [...registry].flatMap((type) => (type.kind === "service" ? readRpcRoutes(registry, type.typeName) : []));

describe("the OpenAPI document", () => {
  test("has every route of every service, and no other", () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.toSorted()).toEqual(routes.map(({ method, template }) => `${method} ${template}`).toSorted());
    expect(documented.length).toBeGreaterThan(25);
  });

  test("says where each field of a request goes", () => {
    const edit = document.paths["/api/v1/rooms/{room_id}/messages/{seq}"]?.["patch"];
    expect(edit?.parameters?.map(({ name, in: where }) => `${where} ${name}`)).toEqual(["path room_id", "path seq"]);
    expect(edit?.requestBody?.content["application/json"]?.schema).toMatchObject({
      properties: { content: { type: ["string", "null"] } },
      additionalProperties: false,
    });
    const list = document.paths["/api/v1/rooms/{room_id}/messages"]?.["get"];
    expect(list?.parameters?.map(({ name, in: where }) => `${where} ${name}`)).toEqual([
      "path room_id",
      "query before_seq",
      "query after_seq",
      "query limit",
      "query around_seq",
      "query threads",
    ]);
    expect(list?.requestBody).toBeUndefined();
    const upload = document.paths["/api/v1/rooms/{room_id}/files"]?.["post"];
    expect(upload?.parameters?.map(({ name, in: where }) => `${where} ${name}`)).toEqual([
      "path room_id",
      "query name",
    ]);
    expect(upload?.requestBody).toEqual({
      required: true,
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    });
    expect(Object.keys(upload?.responses ?? {})).toContain("413");
  });

  test("says what a body needs, how long and how large it may be, and where null counts as absent", () => {
    const bodyOf = (path: string, method: string) =>
      document.paths[path]?.[method]?.requestBody?.content["application/json"]?.schema;
    expect(bodyOf("/api/v1/rooms", "post")).toMatchObject({
      required: ["name"],
      properties: {
        name: { type: "string", minLength: 1, maxLength: 80 },
        type: { type: ["string", "null"], enum: ["public", "private", null] },
        topic: { type: ["string", "null"], maxLength: 250 },
      },
    });
    expect(bodyOf("/api/v1/users/register", "post")).toMatchObject({
      required: ["email", "username", "password"],
      properties: { username: { minLength: 3, maxLength: 32, pattern: expect.stringContaining("[A-Za-z0-9]") } },
    });
    expect(bodyOf("/api/v1/users/login", "post")).toMatchObject({
      oneOf: [{ required: ["email"] }, { required: ["username"] }],
    });
    expect(bodyOf("/api/v1/users/me", "patch")).toMatchObject({
      dependentRequired: { password: ["current_password"] },
    });
    const limit = document.paths["/api/v1/rooms/{room_id}/messages"]?.["get"]?.parameters?.find(
      ({ name }) => name === "limit",
    );
    expect(limit).toMatchObject({ schema: { type: "integer", minimum: 1, maximum: 100 } });
  });

  test("lists every code that a route may refuse with, by status, and no status besides", () => {
    const { responses } = document.paths["/api/v1/rooms/{id}/members"]!["post"]!;
    const codes = Object.entries(responses).map(([status, { content }]) => {
      return [status, content["application/problem+json"]?.schema.properties?.["code"]?.enum];
    });
    expect(Object.fromEntries(codes)).toEqual({
      "200": undefined,
      "400": ["invalid_argument"],
      "401": ["unauthenticated", "token_expired"],
      "403": ["forbidden"],
      "404": ["room_not_found", "user_not_found"],
      "409": ["room_archived"],
      "413": ["payload_too_large"],
      "414": ["payload_too_large"],
      "415": ["unsupported_media_type"],
      "429": ["rate_limited"],
      "500": ["internal"],
      "503": ["overloaded", "unavailable"],
    });
  });

  test("names the server that it comes from", () => {
    expect(document.servers).toEqual([expect.objectContaining({ url: "/" })]);
  });

  test("names each operation once", () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("wants a token everywhere but where told otherwise", () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.paths["/api/v1/users/login"]?.["post"]?.security).toEqual([]);
    expect(document.paths["/api/v1/users/logout"]?.["post"]?.security).toEqual([{}, { bearer: [] }]);
    expect(document.paths["/api/v1/users/me"]?.["get"]).not.toHaveProperty("security");
  });

  test("names the header Idempotency-Key where it is read", () => {
    const parameters = document.paths["/api/v1/rooms/{room_id}/messages"]?.["post"]?.parameters;
    expect(parameters).toContainEqual(expect.objectContaining({ name: "Idempotency-Key", in: "header" }));
  });

  test.each(routes.map(({ rpc }) => rpc))("describes what %s answers", (rpc) => {
    const validator = Compile({ $ref: `#/components/schemas/${rpc.output.name}`, components: document.components });
    const codec = messageCodecs(contract.absentWhenEmpty)(rpc.output);
    fc.assert(
      fc.property(arbitraryMessage(rpc.output, contract.alwaysAnswered), (answer) => {
        const json: unknown = JSON.parse(JSON.stringify(codec.encode(answer)));
        expect(validator.Errors(json)).toEqual([true, []]);
      }),
      { numRuns: 30 },
    );
  });

  test("has the proto's comments where the image holds them", () => {
    const commented = buildOpenApi(
      withComment("hubbub/user/v1/user_service.proto", [6, 0, 2, 0], " Makes an\n account.\n"),
      contract,
    );
    expect(commented.paths["/api/v1/users/register"]?.["post"]?.description).toBe("Makes an account.");
  });
});

function withComment(fileName: string, path: number[], leadingComments: string): Uint8Array {
  const set = fromBinary(FileDescriptorSetSchema, image);
  for (const file of set.file) {
    if (file.name !== fileName) continue;
    const location = [create(SourceCodeInfo_LocationSchema, { path, leadingComments })];
    file.sourceCodeInfo = create(SourceCodeInfoSchema, { location });
  }
  return toBinary(FileDescriptorSetSchema, set);
}
