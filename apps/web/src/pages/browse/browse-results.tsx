import type { MyRoom } from "@hubbub/client";
import type { RoomSearch } from "../../client/use-room-search.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import { WaitingNote } from "../../ui/waiting/waiting-note.tsx";
import { BrowseRow } from "./browse-row.tsx";

export function BrowseResults({ search, query, mine }: { search: RoomSearch; query: string; mine: readonly MyRoom[] }) {
  if (search.status === "failed")
    return <EmptyState title={later.browse.notLoaded}>{search.error?.message}</EmptyState>;
  if (search.rooms.length === 0) {
    if (search.status === "loading") {
      if (search.heldUntilMs !== undefined) return <WaitingNote untilMs={search.heldUntilMs} />;
      return (
        <Delayed>
          <SkeletonLines label={later.browse.loading} widths={[40, 62, 35, 50]} />
        </Delayed>
      );
    }
    return query === "" ? (
      <EmptyState title={later.browse.noRoom}>{later.browse.startFirst}</EmptyState>
    ) : (
      <EmptyState title={later.browse.noneCalled(query)}>{later.browse.checkSpelling}</EmptyState>
    );
  }
  const myIds = new Set(mine.map((room) => room.id));
  return (
    <>
      {search.heldUntilMs !== undefined && <WaitingNote untilMs={search.heldUntilMs} className="mb-3" />}
      <ul className="divide-y divide-line rounded-xl border border-line">
        {search.rooms.map((room) => (
          <BrowseRow key={room.id} room={room} isMine={myIds.has(room.id)} />
        ))}
      </ul>
      {search.hasMore && (
        <div className="mt-4 flex justify-center">
          <Button onClick={search.loadMore}>{t.ui.showMore}</Button>
        </div>
      )}
    </>
  );
}
