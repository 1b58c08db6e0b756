import { maxFileNameBytes } from "../limits.ts";

/**
 * A name as a file of any system may have it: without folders before it, control characters, line breaks, and marks that turn
 * the direction of writing around so that `gpj.exe` reads `exe.jpg`.
 */
export function toFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const plain = last.normalize("NFC").replaceAll(unseen, "").replaceAll(/\s+/g, " ").trim();
  return /^\.*$/.test(plain) ? "file" : cut(plain);
}

/** As long as file systems take it, with how it ends. */
function cut(name: string): string {
  const end = /\.[^.]{1,16}$/.exec(name)?.[0] ?? "";
  let room = maxFileNameBytes - Buffer.byteLength(end);
  let kept = "";
  for (const letter of name.slice(0, name.length - end.length)) {
    room -= Buffer.byteLength(letter);
    if (room < 0) break;
    kept += letter;
  }
  return kept + end;
}

/** Controls, formats (directions, widths), surrogates, private use, what is not assigned, and line and paragraph separators. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF<>:"|?*]/gu;
