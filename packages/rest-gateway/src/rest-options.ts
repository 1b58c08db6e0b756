import type { AnyRpc } from "@hubbub/grpc-api/rpcs";
import type { CallContext, Logger, Metrics, Tracing } from "@hubbub/service-runtime";
import type { AllowedOrigins } from "./http/allowed-origins.ts";
import type { PlainRoute } from "./plain-route.ts";

export interface RestService {
  /** Full name, such as `hubbub.user.v1.UserService`. */
  readonly name: string;
  /** A `Handlers<…Server>` table. */
  readonly handlers: Readonly<Record<string, (request: never, call: CallContext) => Promise<unknown>>>;
  /** What its requests may hold, by method: a number that is none is answered with the range that the rule gives it. */
  readonly rpcs?: Readonly<Record<string, AnyRpc>>;
  /** Bytes of a request body of its routes; limits.ts has the default. */
  readonly maxBodyBytes?: number;
  /** The same of each method whose body is bytes and no JSON. */
  readonly maxBytes?: Readonly<Record<string, number>>;
}

export interface RestOptions {
  /** The FileDescriptorSet with the `google.api.http` annotations. */
  readonly image: Uint8Array;
  readonly services: readonly RestService[];
  readonly routes?: readonly PlainRoute[];
  /** Lists of answers that are left out where they are empty, by full name. Left out: none is. */
  readonly absentWhenEmpty?: ReadonlySet<string>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing?: Tracing | undefined;
  /**
   * Whether an rpc, as `package.Service.Method`, takes a bearer token: a request without one is answered at once, and nothing
   * of its query or body is decoded. Left out: none does.
   */
  readonly needsToken?: (rpc: string) => boolean;
  /**
   * Runs before the body of an rpc's request is read; what it throws is the answer. The place for what must not wait for, or
   * pay for, a body: the token's signature, limits of an address.
   */
  readonly beforeBody?: (rpc: string, call: CallContext) => Promise<void>;
  /** Of pages of other hosts: whose answers browsers show them (CORS). Left out: nobody's. */
  readonly origins?: AllowedOrigins;
  /**
   * The cookie that browsers send along by themselves, and whether an rpc, as `package.Service.Method`, heeds it: what a page
   * asks of one that is neither ours nor listed by its name is refused.
   */
  readonly sessionCookie?: { readonly name: string; readonly countsFor: (rpc: string) => boolean };
  /** A handler that takes longer is answered `unavailable`; limits.ts has the default. */
  readonly handlerTimeoutMs?: number;
  /** The same for one that takes an upload. */
  readonly uploadTimeoutMs?: number;
  /** While true, each answer ends its connection, so that clients come back on another instance. */
  readonly isDraining?: () => boolean;
}
