import type { FieldError } from "@hubbub/errors";
import { epochNowUs } from "@hubbub/service-runtime";

/** What is wrong with the end of a ban or a mute; undefined, for good, is fine. */
export function untilProblems(until: Date | undefined): readonly FieldError[] {
  if (until === undefined || until.getTime() * 1000 > epochNowUs()) return [];
  return [{ field: "until", code: "invalid_argument", message: "until must be in the future; leave it out for good" }];
}
