import { newUsername, textRuleProblem } from "@hubbub/grpc-api/rpcs";

/** What is wrong with a new username, or undefined. ASCII only: no two usernames look alike. */
export function usernameProblem(username: string): string | undefined {
  return username === "" ? "A username is needed" : textRuleProblem(newUsername, "A username", username);
}
