import { plainName } from "./plain-name.ts";
import { splitName } from "./split-name.ts";

/**
 * A file's name in one line: where there is no room it is cut in its middle, and each part runs in the direction of its own letters, so
 * that its ending always stands last. It is read out in one piece.
 */
export function FileName({ name, className = "" }: { name: string; className?: string }) {
  const { start, end } = splitName(name);
  return (
    // No `bdi` around the beginning: `auto` would not look into it.
    <span dir="auto" title={plainName(name)} className={`inline-flex max-w-full min-w-0 align-bottom ${className}`}>
      <span aria-hidden className="truncate whitespace-pre">
        {start}
      </span>
      <span aria-hidden dir="ltr" className="shrink-0 whitespace-pre">
        {end}
      </span>
      <bdi className="sr-only">{plainName(name)}</bdi>
    </span>
  );
}
