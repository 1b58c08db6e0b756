import {
  createFileRegistry,
  type DescMethod,
  fromBinary,
  fromJson,
  type JsonValue,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { buildOpenApi } from "@hubbub/rest-gateway";

/** A request as JSON in the words of the proto; enums as REST says them. */
export type Request = Readonly<Record<string, JsonValue>>;

/** A method of the contracts, and where REST has it. */
export interface Rpc {
  /** `RoomService.GetRoom` */
  readonly name: string;
  readonly owner: "users" | "chats";
  /** `/hubbub.chat.v1.RoomService/GetRoom` */
  readonly path: string;
  readonly isStream: boolean;
  readonly routes: readonly RestRoute[];
  encode(request: Request): Buffer;
  /** In the words of the proto. */
  decode(answer: Buffer): Readonly<Record<string, unknown>>;
}

export interface RestRoute {
  readonly method: string;
  readonly template: string;
  /** Of JSON: else what it takes stands in its query. */
  readonly hasBody: boolean;
  /** Its field `content` is the body. */
  readonly takesBytes: boolean;
}

const image = readDescriptorImage();
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, image));
const routes = Object.entries(buildOpenApi(image, contract).paths).flatMap(([template, operations]) =>
  Object.entries(operations).map(([method, { operationId, requestBody }]) => ({
    rpc: operationId.replace("_", "."),
    route: {
      method: method.toUpperCase(),
      template,
      hasBody: requestBody?.content["application/json"] !== undefined,
      takesBytes: requestBody?.content["application/octet-stream"] !== undefined,
    },
  })),
);

/** Every method of every service of the descriptor image, by name. */
export const rpcs: ReadonlyMap<string, Rpc> = new Map(
  [...registry]
    .flatMap((type) => (type.kind === "service" ? type.methods : []))
    .map((method) => {
      const name = `${method.parent.name}.${method.name}`;
      return [
        name,
        {
          name,
          owner: method.parent.typeName.startsWith("hubbub.user.") ? "users" : "chats",
          path: `/${method.parent.typeName}/${method.name}`,
          isStream: method.methodKind === "server_streaming",
          routes: routes.filter(({ rpc }) => rpc === name).map(({ route }) => route),
          encode: (request) =>
            Buffer.from(toBinary(method.input, fromJson(method.input, withEnumNames(method, request)))),
          decode: (answer) =>
            toJson(method.output, fromBinary(method.output, answer), { useProtoFieldName: true }) as Record<
              string,
              unknown
            >,
        },
      ];
    }),
);

function withEnumNames({ input }: DescMethod, request: Request): Request {
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => {
      const enumeration = input.fields.find((field) => field.name === name)?.enum;
      const ending = typeof value === "string" ? `_${value.toUpperCase()}` : "";
      const named = enumeration?.values.find((one) => one.name.endsWith(ending));
      return [name, named?.name ?? value];
    }),
  );
}
