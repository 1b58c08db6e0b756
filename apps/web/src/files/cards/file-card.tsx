import type { Attachment } from "@hubbub/ws-protocol";
import { Download } from "lucide-react";
import { later } from "../../strings/later.ts";
import { fileKind } from "../file-kind.ts";
import { DownloadLink } from "../links/download-link.tsx";
import { FileName } from "../names/file-name.tsx";
import { sizeWords } from "../size-words.ts";
import { FileIcon } from "./file-icon.tsx";

/** A file by its name, what it is and how large; a press saves it. */
export function FileCard({ file }: { file: Attachment }) {
  const kind = fileKind(file);
  const words = later.files;
  return (
    <DownloadLink
      file={file}
      title={words.download}
      className="group/card flex h-14 w-fit max-w-[min(28rem,100%)] min-w-[min(17.5rem,100%)] items-center gap-3 rounded-avatar border border-line bg-raised ps-2 pe-3 text-start [a&]:hover:bg-hover"
    >
      <FileIcon kind={kind} />
      <span className="min-w-0 flex-1 leading-tight">
        <FileName name={file.name} className="text-mid font-name" />{" "}
        <span className="block truncate text-small text-soft">
          {words.kindAndSize(words.kinds[kind], sizeWords(file.size))}
        </span>
      </span>
      <Download size={17} aria-hidden className="ms-1 shrink-0 text-soft group-hover/card:text-ink" />
    </DownloadLink>
  );
}
