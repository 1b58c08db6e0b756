import { assertNoFieldErrors } from "@hubbub/errors";
import { requestProblems } from "./request-problems.ts";
import type { AnyRpc } from "./rpc.ts";

type Handler = (request: never, call: never) => Promise<unknown>;

/**
 * The handlers of a service, each behind the check of its requests, over gRPC and REST alike: what a rule does not allow is
 * refused with `invalid_argument`, every such field named.
 */
export function checkedHandlers<Table extends Readonly<Record<string, Handler>>>(
  rpcs: { readonly [Method in keyof Table]: AnyRpc },
  handlers: Table,
): Table {
  const entries = Object.entries(handlers).map(([method, handle]) => [method, checked(rpcs[method], handle)] as const);
  return Object.fromEntries(entries) as unknown as Table;
}

function checked(rpc: AnyRpc | undefined, handle: Handler): Handler {
  if (rpc === undefined) throw new Error("A handler of a method without an entry");
  return async (request, call) => {
    assertNoFieldErrors(requestProblems(rpc, request));
    return handle(request, call);
  };
}
