import { X } from "lucide-react";
import { later } from "../../strings/later.ts";
import type { WrittenFilter } from "../query/written-search.ts";
import { dayWords } from "./day-words.ts";

/** A filter within the field, and the way to take it out. */
export function FilterChip({ filter, onRemove }: { filter: WrittenFilter; onRemove: () => void }) {
  const { key, value, problem } = filter;
  const shown = key === "before" || key === "after" ? dayWords(value) : value;
  const look = problem === undefined ? "bg-accent-soft text-accent" : "bg-bad-soft text-bad";
  return (
    <li className={`flex h-6.5 max-w-full items-center rounded-md ps-2 text-small touch:h-8 ${look}`}>
      <span className="truncate">
        <span className="font-bold">{key}:</span> <bdi>{shown}</bdi>
      </span>
      <button
        type="button"
        aria-label={later.search.remove(`${key}: ${shown}`)}
        onClick={onRemove}
        className="relative grid size-6 shrink-0 place-items-center rounded-md after:absolute touch:after:-inset-2.5"
      >
        <X size={13} aria-hidden />
      </button>
    </li>
  );
}
