/**
 * An emoji as keyboards write it: the data mark all as emoji (U+FE0F), also those that are nothing else; on a server
 * these would be two reactions.
 */
export function toEmoji(unicode: string): string {
  return unicode.replaceAll(/(\p{Emoji_Presentation})\uFE0F/gu, "$1");
}
