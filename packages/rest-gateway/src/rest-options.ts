import type { CallContext, Logger, Metrics } from "@hubbub/service-runtime";
import type { PlainRoute } from "./plain-route.ts";

export interface RestService {
  /** Full name, such as `hubbub.user.v1.UserService`. */
  readonly name: string;
  /** A `Handlers<…Server>` table. */
  readonly handlers: Readonly<Record<string, (request: never, call: CallContext) => Promise<unknown>>>;
}

export interface RestOptions {
  /** The FileDescriptorSet with the `google.api.http` annotations. */
  readonly image: Uint8Array;
  readonly services: readonly RestService[];
  readonly routes?: readonly PlainRoute[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** A handler that takes longer is answered `unavailable`; limits.ts has the default. */
  readonly handlerTimeoutMs?: number;
  /** While true, each answer ends its connection, so that clients come back on another instance. */
  readonly isDraining?: () => boolean;
}
