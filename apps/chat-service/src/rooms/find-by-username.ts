import { AppError } from "@hubbub/errors";
import { maxUsernameCodePoints } from "@hubbub/grpc-api/limits";
import { textProblem } from "@hubbub/ws-protocol";
import type { UserLookup } from "./room-context.ts";

/** The account that a request names. Throws `invalid_argument` and `user_not_found`, both naming `field`. */
export async function findByUsername(users: Pick<UserLookup, "byUsername">, username: string, field: string) {
  const problem = textProblem(username, { name: "The username", maxCodePoints: maxUsernameCodePoints });
  if (problem !== undefined) throw new AppError("invalid_argument", problem, { field });
  return users.byUsername(username, field);
}
