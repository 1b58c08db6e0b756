import type { FileRegistry } from "@bufbuild/protobuf";
import { readDescriptors } from "../routes/read-descriptors.ts";
import { readRpcRoutes, type RpcRoute } from "../routes/read-rpc-routes.ts";
import { readComments } from "./comments.ts";
import type { OpenApi, Operation, Parameter, Schema } from "./open-api.ts";
import { problemSchema } from "./problem-schema.ts";
import { type SchemaSet, schemaSet } from "./schema-set.ts";

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  /** Whether a method, as `package.Service.Method`, takes a bearer token; left out: every one needs it. */
  readonly tokenUse?: (rpc: string) => "needed" | "optional" | "none";
  /** Methods that read the header `Idempotency-Key`. */
  readonly withIdempotencyKey?: readonly string[];
}

/** The OpenAPI 3.1 document of all annotated methods of all services in the image, whichever process serves them. */
export function buildOpenApi(image: Uint8Array, info: OpenApiInfo): OpenApi {
  const registry = readDescriptors(image);
  const comments = readComments(registry);
  const schemas = schemaSet(comments);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of allRoutes(registry)) {
    (paths[route.template] ??= {})[route.method.toLowerCase()] = operation(route, info, schemas, comments);
  }
  return {
    openapi: "3.1.0",
    info: { title: info.title, version: info.version },
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

function operation(
  route: RpcRoute,
  { tokenUse = () => "needed", withIdempotencyKey = [] }: OpenApiInfo,
  schemas: SchemaSet,
  comments: ReadonlyMap<string, string>,
): Operation {
  const { rpc, hasBody, pathFields } = route;
  const name = `${rpc.parent.typeName}.${rpc.name}`;
  const description = comments.get(name);
  const parameters = [
    ...fieldParameters(route, schemas),
    ...(withIdempotencyKey.includes(name) ? [idempotencyKey] : []),
  ];
  return {
    operationId: `${rpc.parent.name}_${rpc.name}`,
    tags: [rpc.parent.name],
    summary: rpc.name.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody
      ? { requestBody: { content: { "application/json": { schema: schemas.request(rpc.input, pathFields) } } } }
      : {}),
    responses: {
      "200": {
        description: "It is done.",
        content: { "application/json": { schema: schemas.response(rpc.output) } },
      },
      default: {
        description: "It is refused, or it failed; `code` says why.",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
    ...securityOf[tokenUse(name)],
  };
}

/** Where it says nothing, the document's own `security` counts. */
const securityOf = {
  needed: {},
  optional: { security: [{}, { bearer: [] }] },
  none: { security: [] },
} as const;

function fieldParameters({ rpc, hasBody, pathFields }: RpcRoute, schemas: SchemaSet): readonly Parameter[] {
  const inPath = pathFields.map((name): Parameter => {
    return { name, in: "path", required: true, schema: schemas.field(rpc.input, name) };
  });
  if (hasBody) return inPath;
  const inQuery = rpc.input.fields.filter(({ name, fieldKind, message }) => {
    return !pathFields.includes(name) && (fieldKind !== "message" || message.typeName === "google.protobuf.Timestamp");
  });
  return [
    ...inPath,
    ...inQuery.map(({ name }): Parameter => {
      return { name, in: "query", required: false, schema: schemas.field(rpc.input, name) };
    }),
  ];
}

const idempotencyKey: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key again is answered with the first answer.",
  schema: { type: "string" } satisfies Schema,
};
