import { forEachAtOnce } from "./for-each-at-once.ts";
import { sharedPassword } from "./make-people.ts";
import { post } from "./post.ts";

const atATime = 16;

/** Signs everybody in by REST, so that each has a session and a token like anybody's. Answers the tokens, in order. */
export async function signIn(url: string, usernames: readonly string[]): Promise<string[]> {
  return await forEachAtOnce(usernames, atATime, async (username) => {
    const { token } = await post<{ token: string }>(url, "/api/v1/users/login", { username, password: sharedPassword });
    return token;
  });
}
