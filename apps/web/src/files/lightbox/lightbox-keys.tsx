import { later } from "../../strings/later.ts";

/** What the keys do while a picture is shown large. */
export function LightboxKeys({ hasMore }: { hasMore: boolean }) {
  const { does, home, end } = later.files.lightbox;
  const rows: readonly (readonly [readonly string[], string])[] = [
    ...(hasMore ? ([[["←", "→"], does.step] as const, [[home, end], does.ends] as const] as const) : []),
    [["+", "Z"], does.enlarge],
    [["?"], does.help],
    [["Esc"], does.close],
  ];
  return (
    <dl className="absolute end-3 top-3 grid grid-cols-[auto_auto] items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-raised p-4 text-mid shadow-lift">
      {rows.map(([keys, said]) => (
        <div key={said} className="contents">
          <dt className="flex gap-1">
            {keys.map((key) => (
              <kbd key={key} className="rounded border border-line px-1.5 font-mono text-tiny">
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
