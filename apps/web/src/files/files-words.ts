import type { Attachment } from "@hubbub/ws-protocol";
import { later } from "../strings/later.ts";
import { fileKind } from "./file-kind.ts";
import { plainName } from "./names/plain-name.ts";

/** What stands for the text of a message that brings files and says nothing: "Picture: cat.png", "3 files". */
export function filesWords(files: readonly Pick<Attachment, "name" | "content_type">[]): string {
  const words = later.files.only;
  const [first] = files;
  if (first === undefined) return words.some;
  const kinds = new Set(files.map(fileKind));
  const [kind] = kinds;
  if (files.length > 1) {
    return kinds.size === 1 && kind === "picture" ? words.pictures(files.length) : words.files(files.length);
  }
  const name = isolated(plainName(first.name));
  switch (kind) {
    case "picture":
    case "video":
    case "audio":
      return words[kind](name);
    default:
      return words.file(name);
  }
}

/** The same as a part of the page. */
export function FilesWords({ files }: { readonly files: Parameters<typeof filesWords>[0] }): string {
  return filesWords(files);
}

/** A name that runs another way than the words around it leaves them as they are. */
function isolated(name: string): string {
  return /^[ -~]*$/.test(name) ? name : `\u2068${name}\u2069`;
}
