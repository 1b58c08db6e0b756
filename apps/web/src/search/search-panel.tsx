import type { RoomSnapshot, SearchResult } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { useMe } from "../client/use-me.ts";
import { recentSearches } from "../storage/recent-searches.ts";
import { QueryField } from "./field/query-field.tsx";
import { useFieldFocus } from "./field/use-field-focus.ts";
import { FilterRow } from "./filters/filter-row.tsx";
import { KeyHelp } from "./key-help.tsx";
import { carriedTo, putDown } from "./query/carried.ts";
import { useSearch } from "./query/use-search.ts";
import { takeFilters, toAsked, withFilter, type WrittenSearch } from "./query/written-search.ts";
import { Answer } from "./results/answer.tsx";
import { useOpenResult } from "./results/use-open-result.ts";

const listId = "found";

/** Finds messages in all rooms that one may read, and leads to them. */
export function SearchPanel({
  room,
  state,
  query = "",
}: {
  room: Room;
  state: RoomSnapshot;
  /** What the address says is looked for. */
  query: string | undefined;
}) {
  const client = useClient();
  const me = useMe();
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [carried] = useState(() => carriedTo(client, me.id, room.id));
  const search = useSearch(query, carried);
  const { written, found, at, hasResults } = search;
  const openResult = useOpenResult(room.id, search.search);
  useFieldFocus(panel, field, search.search.q !== "");
  useLayoutEffect(() => {
    if (carried !== undefined && scroller.current !== null) scroller.current.scrollTop = carried.scrollTop;
  }, [carried]);
  useEffect(() => putDown(client), [client]);

  /** As if one had gone on to something else. */
  const whole = takeFilters({ ...written, caret: undefined });
  const look = (next: WrittenSearch) => {
    search.look(next);
    field.current?.focus();
  };
  const remember = () => {
    if (whole.filters.every((filter) => filter.problem === undefined)) recentSearches.add(me.id, toAsked(whole));
  };
  const open = (result: SearchResult, index: number) => {
    remember();
    search.choose(index);
    openResult(result, found.pages, index, scroller.current?.scrollTop ?? 0);
  };
  const enter = () => {
    const result = found.results[at];
    remember();
    if (search.isBehind || whole.filters.length > written.filters.length) look(whole);
    else if (result !== undefined) open(result, at);
    else search.move(1);
  };
  return (
    <div ref={panel} className="flex h-full flex-col">
      <div className="shrink-0 space-y-2.5 border-b border-line px-4 py-3">
        <QueryField
          ref={field}
          written={written}
          onWrite={search.write}
          keys={{ move: search.move, enter }}
          listId={hasResults ? listId : undefined}
          activeId={hasResults && at >= 0 ? `${listId}-${at}` : undefined}
        />
        <FilterRow
          room={room}
          near={state}
          used={written.filters.map(({ key }) => key)}
          order={search.search.order}
          onFilter={(key, value) => look(withFilter(whole, key, value))}
          onOrder={search.order}
        />
      </div>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto pb-[max(0.5rem,env(safe-area-inset-bottom))]">
        <Answer listId={listId} room={room} search={search} onLook={look} onOpen={open} />
      </div>
      <KeyHelp />
    </div>
  );
}
