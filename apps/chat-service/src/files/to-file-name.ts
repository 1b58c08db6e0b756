import { maxFileNameCodePoints } from "@hubbub/grpc-api/limits";

/**
 * A name as a file of any system may have it: without folders before it, control characters, line breaks, and marks that turn
 * the direction of writing around so that `gpj.exe` reads `exe.jpg`.
 */
export function toFileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? "";
  const plain = last.normalize("NFC").replaceAll(unseen, "").replaceAll(/\s+/g, " ").trim();
  const name = [...plain].slice(0, maxFileNameCodePoints).join("");
  return /^\.*$/.test(name) ? "file" : name;
}

/** Controls, formats (directions, widths), surrogates, private use, what is not assigned, and line and paragraph separators. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF<>:"|?*]/gu;
