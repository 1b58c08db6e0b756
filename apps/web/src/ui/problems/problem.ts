import { type HubbubError, toHubbubError } from "@hubbub/client";
import { t } from "../../strings/t.ts";
import { duration } from "../waiting/duration.ts";

/** What did not work. */
export interface Problem {
  readonly error: HubbubError;
  /** Until when the server will refuse it again, as `performance.now()` counts; undefined where it did not say. */
  readonly untilMs: number | undefined;
  /** Whether that is still to come: until then it makes no sense to try again. */
  readonly isHeld: boolean;
}

export function toProblem(cause: unknown): Problem {
  const error = toHubbubError(cause);
  const { retryAfterMs } = error;
  const isHeld = error.retryable && retryAfterMs !== undefined;
  return { error, untilMs: isHeld ? performance.now() + retryAfterMs : undefined, isHeld };
}

/** Why the server refuses it for now. */
export function refusalReason({ code, message }: Pick<HubbubError, "code" | "message">): string {
  switch (code) {
    case "rate_limited":
      return t.ui.problems.tooManyTries;
    case "overloaded":
      return t.ui.problems.busy;
    case "unavailable":
      return t.ui.problems.notNow;
    default:
      return message;
  }
}

/** The whole of it in words that stay as they are; `ProblemText` counts down. */
export function problemSentence({ error, untilMs, isHeld }: Problem): string {
  if (untilMs === undefined) return error.message;
  if (!isHeld) return `${refusalReason(error)} ${t.ui.problems.youCanTry}`;
  const time = duration(Math.ceil((error.retryAfterMs ?? 0) / 1_000));
  return `${refusalReason(error)} ${t.ui.problems.tryIn(time)}`;
}
