import { type Conversation, LogItems, type OutboxItem } from "@hubbub/client";
import { useMe } from "../client/use-me.ts";
import { PendingRow } from "../messages/pending-row.tsx";
import { t } from "../strings/t.ts";
import { Separator } from "./rows/separator.tsx";
import { toRows } from "./rows/to-rows.ts";
import { useToday } from "../ui/time/use-today.ts";

/** What an earlier page left unsent, as long as the conversation above it has not come. */
export function UnsentMessages({
  conversation,
  pending,
}: {
  conversation: Conversation;
  pending: readonly OutboxItem[];
}) {
  const me = useMe();
  const today = useToday();
  const rows = toRows({ items: LogItems.none, pending, hasOlder: true, userId: me.id, newSeq: undefined, today });
  return (
    // Reversed, so that it is scrolled to its end.
    <div
      role="log"
      aria-label={t.timeline.messages}
      aria-live="off"
      tabIndex={0}
      className="mt-auto flex max-h-[60%] shrink-0 flex-col-reverse overflow-y-auto pb-5 outline-offset-[-2px]"
    >
      <div>
        {rows.map(
          (row) =>
            row.kind === "pending" && (
              <div key={row.key} className="pb-px">
                {row.day !== undefined && <Separator label={row.day} />}
                <PendingRow item={row.item} isHead={row.isHead} waitsFor="connection" conversation={conversation} />
              </div>
            ),
        )}
      </div>
    </div>
  );
}
