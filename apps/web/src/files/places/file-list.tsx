import type { Attachment } from "@hubbub/ws-protocol";
import type { ReactNode } from "react";
import { isPlayed } from "./is-played.ts";

/** The places of files that are no pictures. */
export function FileList({
  files,
  children,
}: {
  files: readonly Attachment[];
  /** What stands in a place. */
  children?: (file: Attachment) => ReactNode;
}) {
  return (
    <ul className="my-1 space-y-1">
      {files.map((file) => (
        <li key={file.id} className={children === undefined ? heightOf(file) : undefined}>
          {children?.(file)}
        </li>
      ))}
    </ul>
  );
}

/** A film has a screen above its card, and sound its keys. */
function heightOf(file: Attachment): string {
  if (!isPlayed(file)) return "h-14";
  return file.content_type.startsWith("video") ? "h-71" : "h-25";
}
