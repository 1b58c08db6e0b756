/**
 * Whether a text names somebody as `@username`: no part of a longer name, a path or an address. Without case; the same rule
 * as the server's. Usernames are ASCII.
 */
export function mentions(content: string, username: string): boolean {
  if (username === "") return false;
  const name = username.replaceAll(/[.-]/g, String.raw`\$&`);
  const pattern = String.raw`(?<![A-Za-z0-9_.@/-])@${name}(?![A-Za-z0-9_-]|\.[A-Za-z0-9_])`;
  return new RegExp(pattern, "i").test(content);
}
