/**
 * A POSIX regular expression for texts that name this person as `@username`: no part of a longer name, a path or an
 * address. To be matched without case; the same rule as in the SDK and the browser. Usernames are ASCII.
 */
export function mentionPattern(username: string): string {
  const name = username.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
}
