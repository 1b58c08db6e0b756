import { plainName } from "./plain-name.ts";
import { splitName } from "./split-name.ts";

/**
 * A file's name in one line: where there is no room it is cut in its middle, and each part runs in the direction of its own letters, so
 * that its ending always stands last. It is read out in one piece.
 */
export function FileName({ name, className = "" }: { name: string; className?: string }) {
  const { start, end } = splitName(name);
  return (
    <span dir="auto" title={plainName(name)} className={`flex min-w-0 ${className}`}>
      <bdi aria-hidden className="truncate whitespace-pre">
        {start}
      </bdi>
      <bdi aria-hidden dir="ltr" className="shrink-0 whitespace-pre">
        {end}
      </bdi>
      <bdi className="sr-only">{plainName(name)}</bdi>
    </span>
  );
}
