import { maxUsernameChars, minUsernameChars } from "../limits.ts";

/** What is wrong with a new username, or undefined. ASCII only: no two usernames look alike. */
export function usernameProblem(username: string): string | undefined {
  if (username === "") return "A username is needed";
  if (!/^[A-Za-z0-9_.-]*$/.test(username)) {
    return "A username may contain only the letters A–Z, digits, and . _ -";
  }
  if (username.length < minUsernameChars) return `A username needs at least ${minUsernameChars} characters`;
  if (username.length > maxUsernameChars) return `A username may have at most ${maxUsernameChars} characters`;
  if (!/^[A-Za-z0-9]/.test(username)) return "A username must begin with a letter or a digit";
  return undefined;
}
