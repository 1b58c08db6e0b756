import { AppError } from "@hubbub/errors";
import { wireName } from "@hubbub/grpc-api/rpcs";
import type { CallContext } from "@hubbub/service-runtime";
import { type Answer, jsonAnswer, type StreamedAnswer } from "./http/answer.ts";
import type { RequestHead } from "./http/request-head.ts";
import type { JsonObject, MessageCodec } from "./json/message-codec.ts";
import { messageCodecs } from "./json/message-codec.ts";
import { maxBodyBytes as defaultMaxBodyBytes } from "./limits.ts";
import type { PlainAnswer, PlainRoute, StreamedFile } from "./plain-route.ts";
import type { RestOptions, RestService } from "./rest-options.ts";
import { bindRequest } from "./routes/bind-request.ts";
import { decodePercent } from "./routes/decode-percent.ts";
import type { HttpMethod } from "./routes/http-method.ts";
import { parsePathTemplate } from "./routes/path-template.ts";
import { readDescriptors } from "./routes/read-descriptors.ts";
import { readRpcRoutes, type RpcRoute } from "./routes/read-rpc-routes.ts";

/** A route as the gateway serves it, whether a proto describes it or not. */
export interface GatewayRoute {
  /** As `package.Service.Method`; undefined where no proto describes it. */
  readonly rpc: string | undefined;
  readonly method: HttpMethod;
  readonly template: string;
  /** Bytes that its body may have; undefined: it takes none. */
  readonly maxBodyBytes: number | undefined;
  /** Whether its handler reads the body, as it comes. */
  readonly takesUpload: boolean;
  readonly run: (input: RouteInput, call: CallContext) => Promise<Answer>;
}

export interface RouteInput {
  /** The segments at the template's parameters, still percent-encoded. */
  readonly pathValues: readonly string[];
  readonly head: RequestHead;
  readonly body: JsonObject | undefined;
}

/** All routes of a gateway. Throws if a method has no handler or a type that has no JSON form. */
export function gatewayRoutes({ image, services, routes = [], absentWhenEmpty }: RestOptions): readonly GatewayRoute[] {
  const registry = readDescriptors(image);
  const codecOf = messageCodecs(absentWhenEmpty);
  const ofServices = services.flatMap((service) =>
    readRpcRoutes(registry, service.name).map((route) => {
      return rpcRoute(route, service, codecOf(route.rpc.input), codecOf(route.rpc.output));
    }),
  );
  return [...ofServices, ...routes.map(plainRoute)];
}

function rpcRoute(
  { method, template, pathFields, hasBody, rawField, rpc }: RpcRoute,
  { handlers, rpcs = {}, maxBodyBytes = defaultMaxBodyBytes, maxBytes = {} }: RestService,
  input: MessageCodec,
  output: MessageCodec,
): GatewayRoute {
  const handler = handlers[rpc.localName];
  if (handler === undefined) throw new Error(`${rpc.toString()} has no handler`);
  const takesUpload = rawField !== undefined;
  const maxUploadBytes = maxBytes[rpc.localName];
  if (takesUpload && maxUploadBytes === undefined) throw new Error(`${rpc.toString()} needs a bound of its body`);
  const ranges = new Map(
    Object.entries(rpcs[rpc.localName]?.request ?? {}).flatMap(([key, { rule }]) =>
      rule.kind === "whole" ? [[wireName(key), rule] as const] : [],
    ),
  );
  const rangeOf = (field: string) => ranges.get(field);
  return {
    rpc: `${rpc.parent.typeName}.${rpc.name}`,
    method,
    template,
    maxBodyBytes: takesUpload ? maxUploadBytes : hasBody ? maxBodyBytes : undefined,
    takesUpload,
    run: async ({ pathValues, head: { query }, body }, call) => {
      const request = bindRequest(input, { pathFields, pathValues, query, body, rangeOf });
      return jsonAnswer(output.encode(await handler(request as never, call)));
    },
  };
}

function plainRoute({ method, template, handle }: PlainRoute): GatewayRoute {
  const names = parsePathTemplate(template).flatMap((part) => ("parameter" in part ? [part.parameter] : []));
  return {
    rpc: undefined,
    method,
    template,
    maxBodyBytes: undefined,
    takesUpload: false,
    run: async ({ pathValues, head }, call) => {
      const path = new Map(names.map((name, at) => [name, decodedSegment(name, pathValues[at] ?? "")]));
      const { page, range, ifRange, ifNoneMatch } = head;
      const isHead = head.method === "HEAD";
      const query = new URLSearchParams(head.query);
      const request = { method: isHead ? "HEAD" : "GET", path, query, page, range, ifRange, ifNoneMatch } as const;
      const answer = await handle(request, call);
      return "chunks" in answer ? begun(answer, isHead) : plainAnswer(answer);
    },
  };
}

function decodedSegment(field: string, segment: string): string {
  const text = decodePercent(segment);
  if (text !== undefined) return text;
  throw new AppError("invalid_argument", `${field} is not valid percent-encoding`, { field });
}

function plainAnswer(answer: Exclude<PlainAnswer, StreamedFile>): Answer {
  if ("json" in answer) return jsonAnswer(answer.json);
  return { status: 200, headers: [["Content-Type", answer.contentType], ...(answer.headers ?? [])], body: answer.text };
}

/** With its first chunk at hand, if any is sent at all: once its head is written, no failure can be told. */
async function begun({ chunks, ...head }: StreamedFile, isHead: boolean): Promise<StreamedAnswer> {
  const iterator = chunks[Symbol.asyncIterator]();
  if (isHead || head.length === 0 || head.status === 304) return { ...head, chunks: iterator };
  let first: IteratorResult<Uint8Array> | undefined = await iterator.next();
  return {
    ...head,
    chunks: {
      async next() {
        const next = first ?? iterator.next();
        first = undefined;
        return next;
      },
      return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
    },
  };
}
