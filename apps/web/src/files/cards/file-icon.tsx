import {
  File,
  FileArchive,
  FileAudio,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileType,
  FileVideo,
  type LucideIcon,
  Presentation,
} from "lucide-react";
import type { FileKind } from "../file-kind.ts";

/** What a file is, at a glance: the words beside it say so too. */
export function FileIcon({ kind }: { kind: FileKind }) {
  const Icon = icons[kind];
  return (
    <span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-lg bg-tint text-soft">
      <Icon size={19} />
    </span>
  );
}

const icons: Readonly<Record<FileKind, LucideIcon>> = {
  picture: FileImage,
  video: FileVideo,
  audio: FileAudio,
  code: FileCode,
  text: FileText,
  pdf: FileText,
  archive: FileArchive,
  document: FileType,
  table: FileSpreadsheet,
  slides: Presentation,
  other: File,
};
