import type { FieldError } from "@hubbub/errors";
import { maxBanReasonCodePoints } from "@hubbub/grpc-api/limits";
import { textProblem } from "@hubbub/ws-protocol";
import { controlCharacter } from "../room-text.ts";

/** What is wrong with the reason for a ban; none is fine. */
export function banReasonProblems(reason: string): readonly FieldError[] {
  const message =
    textProblem(reason, { name: "The reason", maxCodePoints: maxBanReasonCodePoints }) ??
    (controlCharacter.test(reason) ? "The reason contains control characters" : undefined);
  return message === undefined ? [] : [{ field: "reason", code: "invalid_argument", message }];
}
