import { Search } from "lucide-react";
import { type ChangeEvent, type CompositionEvent, type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import { later } from "../../strings/later.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { takeFilters, type WrittenSearch } from "../query/written-search.ts";
import { searchFieldId } from "../search-field-id.ts";
import { FilterChip } from "./filter-chip.tsx";

/** What the keys of the field do with what was found. */
interface ResultKeys {
  readonly move: (step: 1 | -1) => void;
  readonly enter: () => void;
}

/** Where one writes what to look for: operators become chips. */
export function QueryField({
  ref,
  written,
  onWrite,
  keys,
  listId,
  activeId,
}: {
  ref: RefObject<HTMLInputElement | null>;
  written: WrittenSearch;
  onWrite: (written: WrittenSearch) => void;
  keys: ResultKeys;
  /** Of what was found; undefined while there is nothing. */
  listId: string | undefined;
  /** Of the result that the keys have come to. */
  activeId: string | undefined;
}) {
  const { filters, text, caret } = written;
  useLayoutEffect(() => {
    const field = ref.current;
    // A chip was made before the place where one types.
    if (field === null || caret === undefined || field.selectionStart === caret) return;
    if (document.activeElement === field) field.setSelectionRange(caret, caret);
  }, [ref, caret]);

  const take = (field: HTMLInputElement, isWhole: boolean) => {
    const next = { filters, text: field.value, caret: field.selectionStart ?? field.value.length };
    onWrite(isWhole ? takeFilters(next) : { ...next, isComposed: true });
  };
  const onChange = ({ currentTarget, nativeEvent }: ChangeEvent<HTMLInputElement>) =>
    take(currentTarget, !(nativeEvent instanceof InputEvent && nativeEvent.isComposing));
  // No change follows the end of a composition.
  const onCompositionEnd = ({ currentTarget }: CompositionEvent<HTMLInputElement>) => take(currentTarget, true);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === "ArrowDown") keys.move(1);
    else if (event.key === "ArrowUp") keys.move(-1);
    else if (event.key === "Enter") keys.enter();
    else if (event.key === "Backspace" && selectionStart === 0 && selectionEnd === 0 && filters.length > 0) {
      onWrite({ filters: filters.slice(0, -1), text, caret: 0 });
    } else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a press beside the field is meant for it
    <div
      onMouseDown={(event) => {
        if (event.target instanceof Element && event.target.closest("button,input") !== null) return;
        event.preventDefault();
        ref.current?.focus();
      }}
      className="flex min-h-10 cursor-text flex-wrap items-center gap-1.5 rounded-lg border border-edge bg-raised py-1 ps-2.5 pe-1.5 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent touch:min-h-11"
    >
      <Search size={15} aria-hidden className="shrink-0 text-soft" />
      {filters.length > 0 && (
        <ul aria-label={later.search.filters} className="contents">
          {filters.map((filter, index) => (
            <FilterChip
              key={`${index} ${filter.source}`}
              filter={filter}
              onRemove={() => {
                ref.current?.focus();
                onWrite({ filters: filters.toSpliced(index, 1), text });
              }}
            />
          ))}
        </ul>
      )}
      <input
        ref={ref}
        id={searchFieldId}
        role="combobox"
        aria-label={later.search.label}
        aria-expanded={listId !== undefined}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder={filters.length === 0 ? later.search.placeholder : undefined}
        // Empty it runs as the page does.
        dir={text === "" ? undefined : "auto"}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={text}
        onChange={onChange}
        onCompositionEnd={onCompositionEnd}
        onKeyDown={onKeyDown}
        onBlur={({ relatedTarget }) => {
          // In another window one may look for the rest of a name.
          if (relatedTarget !== null) onWrite(takeFilters({ filters, text }));
        }}
        className="h-7 min-w-24 flex-1 bg-transparent text-body outline-none touch:text-base"
      />
    </div>
  );
}
