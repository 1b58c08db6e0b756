/** Whether a text names somebody as `@username`; usernames differ by more than case. */
export function mentions(content: string, username: string): boolean {
  if (username === "") return false;
  const name = username.replaceAll(/[.-]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.-])@${name}(?![\w-]|\.\w)`, "i").test(content);
}
