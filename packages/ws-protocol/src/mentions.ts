/**
 * Whether a text names somebody as `@username`: no part of a longer name, a path or an address. Without case. The server
 * counts by it, clients show it.
 */
export function mentions(content: string, username: string): boolean {
  return username !== "" && new RegExp(mentionPattern(username), "i").test(content);
}

/**
 * The rule as a regular expression that Postgres and JavaScript read alike, to be matched without case. Usernames are
 * ASCII.
 */
export function mentionPattern(username: string): string {
  const name = username.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`);
  return String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
}
