import { AppError } from "@hubbub/errors";
import { maxClientMsgIdBytes, textProblem } from "@hubbub/ws-protocol";

/**
 * The request's `client_msg_id`, or else its `Idempotency-Key`; undefined where there is neither. Throws
 * `invalid_argument` for one that is too long, and where both are given and differ.
 */
export function readClientMsgId(inRequest: string, idempotencyKey: string | undefined): string | undefined {
  if (inRequest !== "" && idempotencyKey !== undefined && inRequest !== idempotencyKey) {
    throw invalid("client_msg_id and Idempotency-Key differ");
  }
  const id = inRequest === "" ? idempotencyKey : inRequest;
  if (id === undefined) return undefined;
  if (Buffer.byteLength(id) > maxClientMsgIdBytes)
    throw invalid(`client_msg_id must be 1–${maxClientMsgIdBytes} bytes`);
  const problem = textProblem(id, { name: "client_msg_id", maxCodePoints: maxClientMsgIdBytes });
  if (problem !== undefined) throw invalid(problem);
  return id;
}

function invalid(message: string): AppError {
  return new AppError("invalid_argument", message, { field: "client_msg_id" });
}
