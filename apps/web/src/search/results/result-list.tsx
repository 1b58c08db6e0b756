import type { SearchResult } from "@hubbub/client";
import { useEffect, useRef } from "react";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import { later } from "../../strings/later.ts";
import { EndInSight } from "../../ui/end-in-sight.tsx";
import type { Found } from "../query/use-found.ts";
import { ResultRow } from "./result-row.tsx";
import { ResultsSkeleton } from "./results-skeleton.tsx";
import { SearchFailure } from "./search-failure.tsx";

/** What was found, and more of it once one has come to its end. */
export function ResultList({
  id,
  found,
  at,
  hasRoom,
  onOpen,
}: {
  id: string;
  found: Found;
  /** The chosen one; -1 where none is. */
  at: number;
  /** More than one room is searched. */
  hasRoom: boolean;
  onOpen: (result: SearchResult, at: number) => void;
}) {
  const { myRooms } = useClient();
  const { rooms } = useWatch(myRooms.state);
  const list = useRef<HTMLDivElement>(null);
  const { results, status, error, hasMore, reload } = found;
  const known = new Map(rooms.map((room) => [room.id, room]));
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={later.search.found}
        aria-busy={status === "loading" || undefined}
        className="px-2 transition-opacity aria-busy:opacity-60 aria-busy:delay-150"
      >
        {results.map((result, index) => (
          <ResultRow
            key={result.message.id}
            id={`${id}-${index}`}
            result={result}
            known={known.get(result.room.id)}
            isChosen={index === at}
            hasRoom={hasRoom}
            onOpen={() => onOpen(result, index)}
          />
        ))}
      </div>
      {status === "failed" && error !== undefined && <SearchFailure error={error} onRetry={reload} />}
      {status !== "failed" && hasMore && (
        <EndInSight count={results.length} onSeen={found.loadMore}>
          <ResultsSkeleton label={later.search.loadingMore} rows={1} />
        </EndInSight>
      )}
    </>
  );
}
