import { t } from "../strings/t.ts";
const shapes = [
  [24, [82, 46]],
  [18, [60]],
  [28, [90, 74, 30]],
  [20, [52]],
] as const;

/** The shape of messages that are on their way. */
export function MessageSkeleton() {
  return (
    <div
      role="status"
      aria-label={t.timeline.loading}
      className="column flex min-h-0 flex-1 flex-col justify-end overflow-hidden pb-6"
    >
      {shapes.map(([name, lines]) => (
        <div key={name} className="flex gap-3 pt-4">
          <span className="size-9 shrink-0 rounded-avatar bg-hover" />
          <div className="flex max-w-[74ch] flex-1 flex-col gap-2 pt-1">
            <span className="h-3 rounded bg-line" style={{ width: `${name}%` }} />
            {lines.map((width) => (
              <span key={width} className="h-3 rounded bg-hover" style={{ width: `${width}%` }} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
