import type { AppError } from "@hubbub/errors";
import type { ServerFrameOf } from "@hubbub/ws-protocol";
import type { Echo } from "./echo.ts";

export function toErrorFrame(error: AppError, { ref, clientMsgId }: Echo): ServerFrameOf<"error"> {
  return {
    type: "error",
    ...(ref === undefined ? {} : { ref }),
    ...(clientMsgId === undefined ? {} : { client_msg_id: clientMsgId }),
    code: error.code,
    ...(error.field === undefined ? {} : { field: error.field }),
    message: error.message,
    retryable: error.retryable,
    ...(error.retryAfterMs === undefined ? {} : { retry_after_ms: error.retryAfterMs }),
  };
}
