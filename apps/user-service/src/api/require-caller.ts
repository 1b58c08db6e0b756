import type { CallContext } from "@hubbub/service-runtime";
import { authenticate, type Caller } from "../sessions/authenticate.ts";
import type { Service } from "./service.ts";

/** Who makes the call; throws as `authenticate` does. */
export function requireCaller({ db, keys, clock }: Service, { bearerToken }: CallContext): Promise<Caller> {
  return authenticate(db, keys, bearerToken, clock());
}
