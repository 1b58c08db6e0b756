import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { WrittenSearch } from "../query/written-search.ts";

/** Nothing has what was asked for: what to try. */
export function NothingFound({
  written: { filters, text },
  onLook,
}: {
  written: WrittenSearch;
  onLook: (written: WrittenSearch) => void;
}) {
  const words = later.search.nothing;
  const elsewhere = filters.filter(({ key }) => key !== "in");
  const isInOne = elsewhere.length < filters.length;
  const hasWords = text.trim() !== "";
  return (
    <EmptyState
      title={words.title}
      actions={
        filters.length > 0 && (
          <>
            {isInOne && (hasWords || elsewhere.length > 0) && (
              <Button onClick={() => onLook({ filters: elsewhere, text })}>{words.allRooms}</Button>
            )}
            {hasWords && elsewhere.length > 0 && (
              <Button onClick={() => onLook({ filters: [], text })}>{words.noFilters}</Button>
            )}
          </>
        )
      }
    >
      {hasWords ? words.fewerWords : words.otherFilters}
    </EmptyState>
  );
}
