/** Finds where a text names someone, as the server counts it: @name, not a part of an address or of a longer name. */
export function mentionPattern(username: string): RegExp {
  const name = username.replaceAll(/[.-]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.@/-])@${name}(?![\w-]|\.\w)`, "gi");
}
