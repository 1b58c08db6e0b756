import type { SearchResult } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { later } from "../../strings/later.ts";
import { WaitingNote } from "../../ui/waiting/waiting-note.tsx";
import type { useSearch } from "../query/use-search.ts";
import { toWritten, type WrittenSearch } from "../query/written-search.ts";
import { SearchStart } from "../start/search-start.tsx";
import { NothingFound } from "./nothing-found.tsx";
import { ResultList } from "./result-list.tsx";
import { ResultsSkeleton } from "./results-skeleton.tsx";

/** What there is to say to a search: what was found and how much, why not, or before there is one what can be looked for. */
export function Answer({
  listId,
  room,
  search,
  onLook,
  onOpen,
}: {
  listId: string;
  room: Room;
  search: ReturnType<typeof useSearch>;
  onLook: (written: WrittenSearch) => void;
  onOpen: (result: SearchResult, at: number) => void;
}) {
  const { found, hasResults, isStart, problem } = search;
  const { results, status, hasMore } = found;
  const isAsked = !isStart && problem === undefined;
  const count = (hasMore ? later.search.countAndMore : later.search.count)(results.length);
  return (
    <>
      <p role="status" className={hasResults ? "px-4 pt-3 pb-1 text-small font-name text-soft" : "sr-only"}>
        {isAsked && status === "ready" && (hasResults ? count : later.search.nothing.title)}
      </p>
      {isStart && <SearchStart room={room} onLook={(query) => onLook(toWritten(query))} />}
      {problem !== undefined && (
        <p role="alert" className="px-4 py-3 text-mid text-soft">
          {problem}
        </p>
      )}
      {isAsked && found.heldUntilMs !== undefined && <WaitingNote untilMs={found.heldUntilMs} className="px-4 py-2" />}
      {isAsked && !hasResults && status === "loading" && (
        <ResultsSkeleton key={search.search.q} label={later.search.loading} rows={4} />
      )}
      {isAsked && !hasResults && status === "ready" && <NothingFound written={search.written} onLook={onLook} />}
      {isAsked && (hasResults || status === "failed") && (
        <ResultList id={listId} found={found} at={search.at} hasRoom={!search.isInOneRoom} onOpen={onOpen} />
      )}
    </>
  );
}
