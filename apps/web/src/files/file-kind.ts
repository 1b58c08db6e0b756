import type { Attachment } from "@hubbub/ws-protocol";
import { isKnownLanguage } from "../markup/code/languages.ts";
import { extensionOf } from "./names/split-name.ts";

export type FileKind =
  | "picture"
  | "video"
  | "audio"
  | "code"
  | "text"
  | "pdf"
  | "archive"
  | "document"
  | "table"
  | "slides"
  | "other";

/** What a file is, for people: by its content, as the server found it; only which text is code the name tells. */
export function fileKind({ content_type, name }: Pick<Attachment, "content_type" | "name">): FileKind {
  const type = content_type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (isText(type)) return codeLanguage(name) === undefined ? "text" : "code";
  const [, kind] = kinds.find(([pattern]) => pattern.test(type)) ?? [];
  return kind ?? "other";
}

/** The language that a name says its file is written in. */
export function codeLanguage(name: string): string | undefined {
  const ending = extensionOf(name);
  return ending !== "txt" && isKnownLanguage(ending) ? ending : undefined;
}

function isText(type: string): boolean {
  return type.startsWith("text/") || /^application\/(?:.*[+])?(?:json|xml|javascript|x-sh|sql|toml|yaml)$/.test(type);
}

const kinds: readonly (readonly [RegExp, FileKind])[] = [
  [/^image\//, "picture"],
  [/^video\//, "video"],
  [/^audio\//, "audio"],
  [/^application\/pdf$/, "pdf"],
  [/spreadsheet|ms-excel|csv/, "table"],
  [/presentation|powerpoint/, "slides"],
  [/wordprocessing|msword|opendocument\.text|rtf|epub/, "document"],
  [/zip|tar|compress|7z|rar|bzip|zstd|\bxz|archive/, "archive"],
];
