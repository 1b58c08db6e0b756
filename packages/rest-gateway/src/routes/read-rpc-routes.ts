import { type DescMethod, type FileRegistry, getOption, hasOption } from "@bufbuild/protobuf";
import { isHttpBody } from "./http-body.ts";
import { httpExtension } from "./read-descriptors.ts";
import type { HttpMethod } from "./http-method.ts";
import { parsePathTemplate } from "./path-template.ts";

/** One `google.api.http` binding of a method. */
export interface RpcRoute {
  readonly method: HttpMethod;
  readonly template: string;
  /** The request's fields that the path gives, in its order. */
  readonly pathFields: readonly string[];
  /** Whether the other fields come from a JSON body; else from the query. */
  readonly hasBody: boolean;
  /** The one field, a `google.api.HttpBody`, that is the body's bytes as they are. */
  readonly rawField: string | undefined;
  readonly rpc: DescMethod;
}

/** The part of google.api.HttpRule that is read here. */
interface HttpRule {
  readonly pattern: { readonly case?: string; readonly value?: unknown };
  readonly body: string;
  readonly additionalBindings: readonly HttpRule[];
}

/** The REST routes of a service; methods without an annotation have none. Throws for what the gateway does not serve. */
export function readRpcRoutes(registry: FileRegistry, serviceName: string): readonly RpcRoute[] {
  const service = registry.getService(serviceName);
  if (service === undefined) throw new Error(`The descriptor image has no service ${serviceName}`);
  const http = httpExtension(registry);
  return service.methods.flatMap((rpc) => {
    if (!hasOption(rpc, http)) return [];
    const rule = getOption(rpc, http) as HttpRule;
    return [rule, ...rule.additionalBindings].map((binding) => toRoute(rpc, binding));
  });
}

function toRoute(rpc: DescMethod, { pattern, body }: HttpRule): RpcRoute {
  const refuse = (reason: string) => new Error(`${rpc.toString()}: ${reason}`);
  const method = pattern.case?.toUpperCase();
  if (!isHttpMethod(method) || typeof pattern.value !== "string") throw refuse("its HTTP method is not supported");
  if (rpc.methodKind !== "unary") throw refuse("only unary methods have REST routes");
  const rawField = body === "" || body === "*" ? undefined : body;
  if (rawField !== undefined && !isHttpBody(rpc.input.fields.find(({ name }) => name === rawField))) {
    throw refuse(`body: "${body}" is not supported, only "*" and a google.api.HttpBody`);
  }
  const pathFields = parsePathTemplate(pattern.value).flatMap((part) => ("parameter" in part ? [part.parameter] : []));
  for (const name of pathFields) {
    const kind = rpc.input.fields.find((field) => field.name === name)?.fieldKind;
    if (kind !== "scalar" && kind !== "enum") throw refuse(`the path's {${name}} is no plain field of its request`);
  }
  return { method, template: pattern.value, pathFields, hasBody: body === "*", rawField, rpc };
}

function isHttpMethod(method: string | undefined): method is HttpMethod {
  return method === "GET" || method === "POST" || method === "PUT" || method === "PATCH" || method === "DELETE";
}
