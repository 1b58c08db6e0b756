import { type ErrorCode, errorCatalogue } from "@hubbub/errors";
import type { TokenUse } from "../token-use.ts";
import type { AnyRpc } from "./rpc.ts";

/** All that a route may answer with instead of its answer, in the order of the catalogue. */
export function errorsOf(
  { errors }: Pick<AnyRpc, "errors">,
  { tokenUse, hasBody }: { readonly tokenUse: TokenUse; readonly hasBody: boolean },
): readonly ErrorCode[] {
  const all = new Set<ErrorCode>([
    ...errors,
    ...ofEveryRoute,
    ...(tokenUse === "none" ? [] : ofTokens),
    ...(hasBody ? ofBodies : []),
  ]);
  return Object.keys(errorCatalogue).filter((code): code is ErrorCode => all.has(code as ErrorCode));
}

const ofEveryRoute = ["invalid_argument", "rate_limited", "overloaded", "unavailable", "internal"] as const;
const ofTokens = ["unauthenticated", "token_expired"] as const;
const ofBodies = ["payload_too_large", "unsupported_media_type"] as const;
