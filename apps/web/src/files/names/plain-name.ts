/** A file's name without what is not seen and turns the direction of what is: such a mark could disguise how the name ends. */
export function plainName(name: string): string {
  return name.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, "");
}
