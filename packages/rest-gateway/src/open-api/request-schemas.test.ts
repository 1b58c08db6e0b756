import { AppError } from "@hubbub/errors";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { type AnyRpc, contract, type Field, requestProblems } from "@hubbub/grpc-api/rpcs";
import * as fc from "fast-check";
import { Compile } from "typebox/schema";
import { expect, test } from "vitest";
import { messageCodecs } from "../json/message-codec.ts";
import { bindRequest } from "../routes/bind-request.ts";
import { readDescriptors } from "../routes/read-descriptors.ts";
import { readRpcRoutes, type RpcRoute } from "../routes/read-rpc-routes.ts";
import { buildOpenApi } from "./build-open-api.ts";
import type { Schema } from "./open-api.ts";

/*
 * The document and the check come from the same rules. Here they meet: what one takes the other takes, at every bound.
 */

const image = readDescriptorImage();
const registry = readDescriptors(image);
const document = buildOpenApi(image, contract);
const routes = [...registry].flatMap((type) => (type.kind === "service" ? readRpcRoutes(registry, type.typeName) : []));
const codecOf = messageCodecs();

const withBody = routes.filter(
  ({ hasBody, rpc, pathFields }) => hasBody && rpc.input.fields.length > pathFields.length,
);

test.each(withBody.map((route) => [route.rpc.name, route] as const))(
  "%s takes the bodies that are described",
  (_, route) => {
    const operation = document.paths[route.template]![route.method.toLowerCase()]!;
    const described = Compile(checkable(operation.requestBody!.content["application/json"]!.schema));
    const rpc = withoutExceptions(rpcOf(route));
    const fields = route.rpc.input.fields.filter(({ name }) => !route.pathFields.includes(name));
    const bodies = fc.record(
      Object.fromEntries(fields.map(({ name, localName }) => [name, valuesAround(rpc.request[localName]!)])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(bodies, (body) => {
        expect(takes(route, rpc, { query: "", body }), JSON.stringify(body)).toBe(described.Check(body));
      }),
      { numRuns: 500 },
    );
  },
);

const inQuery = routes.flatMap((route) =>
  (document.paths[route.template]![route.method.toLowerCase()]!.parameters ?? [])
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => [`${route.rpc.name} ${name}`, route, name, schema] as const),
);

test.each(inQuery)("%s takes the values that are described", (_, route, name, schema) => {
  const described = Compile(checkable(schema));
  const key = route.rpc.input.fields.find((field) => field.name === name)!.localName;
  const rpc = withoutOthers(withoutExceptions(rpcOf(route)), key);
  fc.assert(
    fc.property(valuesAround(rpc.request[key]!), (value) => {
      // A query is text.
      fc.pre(typeof value === "string" || typeof value === "number");
      const query = new URLSearchParams({ [name]: String(value) }).toString();
      const read = schema.type === "integer" && value !== "" ? Number(value) : String(value);
      expect(takes(route, rpc, { query, body: undefined }), query).toBe(described.Check(read));
    }),
    { numRuns: 100 },
  );
});

function takes(
  { pathFields, rpc: { input } }: RpcRoute,
  rpc: AnyRpc,
  { query, body }: { query: string; body: Readonly<Record<string, unknown>> | undefined },
): boolean {
  const pathValues = pathFields.map(() => "1");
  try {
    return requestProblems(rpc, bindRequest(codecOf(input), { pathFields, pathValues, query, body })).length === 0;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function rpcOf({ rpc }: RpcRoute): AnyRpc {
  return contract.rpcs.get(`${rpc.parent.typeName}.${rpc.name}`)!;
}

/** Fields that the use case sees to are checked here too. */
function withoutExceptions(rpc: AnyRpc): AnyRpc {
  const request = Object.entries(rpc.request).map(([key, { presence, rule }]): [string, Field] => {
    const { inUseCase: _, ...alone } = rule;
    return [key, { presence, rule: alone }];
  });
  return { ...rpc, request: Object.fromEntries(request) };
}

/** One field alone: another one of the query may be needed beside it. */
function withoutOthers(rpc: AnyRpc, key: string): AnyRpc {
  return { ...rpc, request: { [key]: rpc.request[key]! } };
}

/** A format is no bound, and that a field needs another beside it the use case says. */
function checkable(schema: Schema): Schema {
  const { format: _, dependentRequired: __, ...rest } = schema;
  if (rest.properties === undefined) return rest;
  const properties = Object.entries(rest.properties).map(([name, property]) => [name, checkable(property)] as const);
  return { ...rest, properties: Object.fromEntries(properties) };
}

/** Right and wrong, most of it at the edges. ASCII: of other texts a bound in bytes says more than JSON Schema can. */
function valuesAround({ rule }: Field): fc.Arbitrary<unknown> {
  const others = fc.constantFrom<unknown>(null, "", 0, true, 1.5, "x", [], {});
  switch (rule.kind) {
    case "whole": {
      const { min, max } = rule;
      const safe = [min - 1, min, min + 1, max - 1, max, 50].filter(Number.isSafeInteger);
      return fc.oneof(fc.constantFrom(...safe), fc.integer({ min: -200, max: 200 }), others);
    }
    case "text": {
      const edges = [rule.minChars, rule.maxChars, rule.maxBytes].filter((edge) => edge !== undefined);
      const lengths = edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
      const some = fc.constantFrom("6f1c1b8e-8f4e-4a41-9d2b-6b3f7c2d9e10", "-x", "ada", "a b", "A.b_c-9");
      return fc.oneof(
        fc.constantFrom(1, ...lengths).map((length) => "x".repeat(length)),
        some,
        others,
      );
    }
    case "choice":
      return fc.oneof(fc.constantFrom(...Object.keys(rule.of), "direct", "unspecified"), others);
    case "flag":
      return fc.oneof(fc.boolean(), others);
    case "time":
      return fc.oneof(
        fc
          .date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z") })
          .map((date) => date.toISOString()),
        others,
      );
    case "list": {
      const items = fc.constantFrom<unknown>("x", "6f1c1b8e", "", 7, null);
      const full = fc.constantFrom(rule.maxItems - 1, rule.maxItems, rule.maxItems + 1);
      return fc.oneof(
        fc.array(items, { maxLength: 3 }),
        full.map((length) => Array.from({ length }, () => "x")),
        others,
      );
    }
    case "bytes":
      throw new Error("bytes stand in no body of JSON");
  }
}
