import type { Span, Tracing } from "@hubbub/service-runtime";
import type { HttpRequest } from "uWebSockets.js";
import { knownMethods } from "./known-methods.ts";

/** The part that a request has in its client's trace, or a trace of its own. Call it before the first await. */
export function beginRequestSpan(
  tracing: Tracing,
  req: HttpRequest,
  { method, route, rpc }: { readonly method: string; readonly route: string; readonly rpc: string | undefined },
): Span {
  const verb = knownMethods.has(method) ? method : "other";
  return tracing.begin(
    {
      name: `${verb} ${route}`,
      kind: "server",
      attributes: {
        "http.request.method": verb,
        "http.route": route,
        ...(rpc === undefined ? {} : { "rpc.method": rpc }),
      },
    },
    req.getHeader("traceparent"),
  );
}
