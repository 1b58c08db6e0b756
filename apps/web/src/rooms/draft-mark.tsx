import { Pencil } from "lucide-react";
import { t } from "../strings/t.ts";

/** One has begun to write there. */
export function DraftMark() {
  return (
    <>
      <Pencil size={14} aria-hidden className="shrink-0 text-soft" />
      <span className="sr-only">{t.rooms.draft}</span>
    </>
  );
}
