import type { LogItems } from "@hubbub/client";
import { ArrowDown } from "lucide-react";
import { t } from "../../strings/t.ts";

/** The way back to the newest message, and how many one has not read. */
export function JumpButton({
  items,
  userId,
  readSeq,
  onJump,
}: {
  items: LogItems;
  userId: number;
  /** How far one has read. */
  readSeq: number;
  onJump: () => void;
}) {
  const count = items
    .slice(items.indexFrom(readSeq + 1))
    .flatMap((item) => (item.kind === "message" && item.message.user_id !== userId ? item.seq : [])).length;
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute inset-x-0 bottom-3 mx-auto inline-flex w-fit items-center gap-1.5 rounded-full border border-line bg-raised px-3.5 py-1.5 text-mid font-name text-accent shadow-lift hover:bg-hover touch:min-h-11"
    >
      <ArrowDown size={15} aria-hidden />
      {count === 0 ? t.timeline.jumpToLatest : t.timeline.newMessages(count)}
    </button>
  );
}
