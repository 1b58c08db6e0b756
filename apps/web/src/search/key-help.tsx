import { later } from "../strings/later.ts";

/** What the keys do, at the foot. */
export function KeyHelp() {
  const words = later.search.keys;
  return (
    <p className="flex h-10 shrink-0 items-center gap-4 border-t border-line px-4 text-small text-soft touch:hidden">
      <span className="flex items-center gap-1.5">
        <Key name="↑" />
        <Key name="↓" />
        {words.move}
      </span>
      <span className="flex items-center gap-1.5">
        <Key name={words.enter} />
        {words.open}
      </span>
      <span className="flex items-center gap-1.5">
        <Key name="Esc" />
        {words.close}
      </span>
    </p>
  );
}

function Key({ name }: { name: string }) {
  return <kbd className="rounded border border-line px-1.5 font-mono text-tiny">{name}</kbd>;
}
