import type { HubbubError } from "../hubbub-error.ts";

export type ConnectionState =
  | { readonly status: "stopped" }
  /** `attempt` 0 is the first; `lost`: there was a connection before. `refusal` as while it waited. */
  | {
      readonly status: "connecting";
      readonly attempt: number;
      readonly lost: boolean;
      readonly refusal: HubbubError | undefined;
    }
  | { readonly status: "online"; readonly serverId: string }
  /**
   * `retryAtMs` as `performance.now()` counts. `refusal`: the server is there, and takes no more
   * connections or tokens (`rate_limited`), or none of pages like this one (`forbidden`).
   */
  | {
      readonly status: "waiting";
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly refusal: HubbubError | undefined;
    }
  /** It will not come back by itself: signed out, or this program does not speak the server's protocol. */
  | { readonly status: "ended"; readonly reason: "signed_out" | "protocol_error" };
