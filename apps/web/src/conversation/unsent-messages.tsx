import type { ChatRoom, OutboxItem } from "@hubbub/client";
import { useMe } from "../app/use-me.ts";
import { PendingRow } from "./pending-row.tsx";
import { Separator } from "./separator.tsx";
import { toRows } from "./to-rows.ts";
import { useToday } from "./use-today.ts";

/** What an earlier page left unsent, as long as the conversation above it has not come. */
export function UnsentMessages({ room, pending }: { room: ChatRoom; pending: readonly OutboxItem[] }) {
  const me = useMe();
  const today = useToday();
  const rows = toRows({ items: [], pending, hasOlder: true, userId: me.id, newSeq: undefined, today });
  return (
    <div
      role="log"
      aria-label="Messages"
      aria-live="off"
      tabIndex={0}
      className="mt-auto max-h-[60%] shrink-0 overflow-y-auto pb-5 outline-offset-[-2px]"
    >
      {rows.map(
        (row) =>
          row.kind === "pending" && (
            <div key={row.key} className="pb-px">
              {row.day !== undefined && <Separator label={row.day} />}
              <PendingRow item={row.item} isHead={row.isHead} isLive={false} room={room} />
            </div>
          ),
      )}
    </div>
  );
}
