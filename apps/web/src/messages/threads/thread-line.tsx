import { MessagesSquare } from "lucide-react";
import { t } from "../../strings/t.ts";

/** Above a reply that the room shows as well: that it was written in a thread, and the way there. */
export function ThreadLine({ rootSeq, onOpen }: { rootSeq: number; onOpen: (rootSeq: number) => void }) {
  return (
    <button
      type="button"
      onClick={() => onOpen(rootSeq)}
      className="flex max-w-full items-center gap-1.5 rounded text-start text-small text-soft hover:text-ink hover:underline touch:min-h-11"
    >
      <MessagesSquare size={13} aria-hidden className="shrink-0" />
      <span className="truncate">{t.threads.repliedIn}</span>
    </button>
  );
}
