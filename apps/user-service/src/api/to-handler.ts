import { toAppError } from "@hubbub/errors";
import type { CallContext } from "@hubbub/service-runtime";
import { toUnavailable } from "@hubbub/service-runtime/postgres";
import { type AuthMethod, recordAuth } from "../events/record-auth.ts";
import type { Service } from "./service.ts";

type Use<Request, Response> = (service: Service, request: Request, call: CallContext) => Promise<Response>;
type Handler<Request, Response> = (request: Request, call: CallContext) => Promise<Response>;

/** A use of the service as its transports call it: a Postgres that is away becomes `unavailable`, here and only here. */
export function toHandler<Request, Response>(
  service: Service,
  use: Use<Request, Response>,
): Handler<Request, Response> {
  return async (request, call) => {
    try {
      return await use(service, request, call);
    } catch (error) {
      const known = toUnavailable(error);
      if (known !== error) service.logger.warn({ err: error, trace: call.trace }, "Postgres is away");
      throw known;
    }
  };
}

/** Likewise, with every failure recorded. A use records its own success: it knows whose it is. */
export function toAuthHandler<Request, Response>(
  service: Service,
  method: AuthMethod,
  use: Use<Request, Response>,
): Handler<Request, Response> {
  const handle = toHandler(service, use);
  return async (request, call) => {
    try {
      return await handle(request, call);
    } catch (error) {
      const { code, fields } = toAppError(error);
      const { clientAddress } = call;
      recordAuth(service, method, code, { clientAddress, fields: fields.map(({ field }) => field) });
      throw error;
    }
  };
}
