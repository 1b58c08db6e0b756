import type { FileRegistry } from "@bufbuild/protobuf";
import { type AnyRpc, errorsOf, wireName } from "@hubbub/grpc-api/rpcs";
import { readDescriptors } from "../routes/read-descriptors.ts";
import { readRpcRoutes, type RpcRoute } from "../routes/read-rpc-routes.ts";
import { readComments } from "./comments.ts";
import type { OpenApi, Operation, Parameter, Schema } from "./open-api.ts";
import { problemResponses, problemSchema } from "./problem-responses.ts";
import { ruleSchema } from "./rule-schema.ts";
import { type AnswerFacts, type SchemaSet, schemaSet } from "./schema-set.ts";

export interface OpenApiInfo extends AnswerFacts {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** By its SPDX identifier. */
  readonly license?: string;
  /** What proto cannot say of a method, as `package.Service.Method`; each must be there. */
  readonly rpcs: ReadonlyMap<string, AnyRpc>;
  /** Whether a method takes a bearer token. */
  readonly tokenUse: (rpc: string) => "needed" | "optional" | "none";
}

/** The OpenAPI 3.1 document of all annotated methods of all services in the image, whichever process serves them. */
export function buildOpenApi(image: Uint8Array, info: OpenApiInfo): OpenApi {
  const registry = readDescriptors(image);
  const comments = readComments(registry);
  const schemas = schemaSet(comments, info);
  const routes = allRoutes(registry);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    (paths[route.template] ??= {})[route.method.toLowerCase()] = operation(route, info, schemas, comments);
  }
  const { title, version, description, license } = info;
  return {
    openapi: "3.1.0",
    info: {
      title,
      version,
      ...(description === undefined ? {} : { description }),
      ...(license === undefined ? {} : { license: { name: license, identifier: license } }),
    },
    servers: [{ url: "/", description: "The server that this document comes from." }],
    tags: tagsOf(routes, comments),
    paths,
    components: {
      schemas: { ...schemas.named(), Problem: problemSchema },
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
    security: [{ bearer: [] }],
  };
}

function allRoutes(registry: FileRegistry): readonly RpcRoute[] {
  return [...registry].flatMap((type) => (type.kind === "service" ? readRpcRoutes(registry, type.typeName) : []));
}

function tagsOf(routes: readonly RpcRoute[], comments: ReadonlyMap<string, string>): OpenApi["tags"] {
  const services = new Set(routes.map(({ rpc }) => rpc.parent));
  return [...services].map(({ name, typeName }) => {
    const description = comments.get(typeName);
    return { name, ...(description === undefined ? {} : { description }) };
  });
}

function operation(
  route: RpcRoute,
  { tokenUse, rpcs }: OpenApiInfo,
  schemas: SchemaSet,
  comments: ReadonlyMap<string, string>,
): Operation {
  const { rpc, hasBody, rawField } = route;
  const name = `${rpc.parent.typeName}.${rpc.name}`;
  const facts = rpcs.get(name);
  if (facts === undefined) throw new Error(`${name} has no rules`);
  const description = comments.get(name);
  const parameters = [...fieldParameters(route, facts, schemas), ...idempotencyKey(facts)];
  return {
    operationId: `${rpc.parent.name}_${rpc.name}`,
    tags: [rpc.parent.name],
    summary: rpc.name.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBody(route, facts, schemas),
    responses: {
      "200": {
        description: "It is done.",
        content: { "application/json": { schema: schemas.response(rpc.output) } },
      },
      ...problemResponses(errorsOf(facts, { tokenUse: tokenUse(name), hasBody: hasBody || rawField !== undefined })),
    },
    ...securityOf[tokenUse(name)],
  };
}

function requestBody(
  { rpc, hasBody, rawField, pathFields }: RpcRoute,
  facts: AnyRpc,
  schemas: SchemaSet,
): Pick<Operation, "requestBody"> {
  if (rawField !== undefined) {
    const schema: Schema = { type: "string", format: "binary" };
    return { requestBody: { required: true, content: { "application/octet-stream": { schema } } } };
  }
  if (!hasBody) return {};
  const schema = schemas.request(rpc.input, facts, pathFields);
  const required = schema.required !== undefined || schema.oneOf !== undefined;
  return { requestBody: { required, content: { "application/json": { schema } } } };
}

/** Where it says nothing, the document's own `security` counts. */
const securityOf = {
  needed: {},
  optional: { security: [{}, { bearer: [] }] },
  none: { security: [] },
} as const;

function fieldParameters(
  { rpc, hasBody, rawField, pathFields }: RpcRoute,
  facts: AnyRpc,
  schemas: SchemaSet,
): readonly Parameter[] {
  const inPath = pathFields.map((name): Parameter => {
    return { name, in: "path", required: true, schema: schemas.field(rpc.input, name, facts) };
  });
  if (hasBody) return inPath;
  const inQuery = rpc.input.fields.filter(({ name, fieldKind, message }) => {
    return (
      !pathFields.includes(name) &&
      name !== rawField &&
      (fieldKind !== "message" || message.typeName === "google.protobuf.Timestamp")
    );
  });
  return [
    ...inPath,
    ...inQuery.map(({ name, localName }): Parameter => {
      const required = facts.request[localName]?.presence === "needed";
      return { name, in: "query", required, schema: schemas.field(rpc.input, name, facts) };
    }),
  ];
}

function idempotencyKey({ idempotencyKey: key = "", request }: AnyRpc): readonly Parameter[] {
  const field = request[key];
  if (field === undefined) return [];
  return [
    {
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description: `In place of \`${wireName(key)}\`: the same key again is answered with the first answer.`,
      schema: { type: "string", ...ruleSchema({ ...field, presence: "needed" }) },
    },
  ];
}
