import type { ServerFrameOf } from "@hubbub/ws-protocol";
import { HubbubError, toErrorCode } from "../hubbub-error.ts";

export function fromErrorFrame(frame: ServerFrameOf<"error">): HubbubError {
  const code = toErrorCode(frame.code);
  const fields = frame.field === undefined ? [] : [{ field: frame.field, code, message: frame.message }];
  return new HubbubError(code, frame.message, { fields, retryAfterMs: frame.retry_after_ms });
}
