import { blank, ignorable } from "./unseen.ts";

const seen = new RegExp(`[^${ignorable}${blank}]`, "u");

/** Whether nothing of a text is seen where it is shown: then it is as good as empty. */
export function isBlank(text: string): boolean {
  return !seen.test(text);
}

/** The same of a name, whose accents must not stand on what is written before it. */
export function isBlankName(name: string): boolean {
  return isBlank(name.replaceAll(/\p{M}/gu, ""));
}
