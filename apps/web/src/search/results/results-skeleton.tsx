import { Delayed } from "../../ui/waiting/delayed.tsx";

/** The shape of results to come, once it takes a moment. */
export function ResultsSkeleton({ label, rows }: { label: string; rows: 1 | 4 }) {
  return (
    <Delayed>
      <div role="status" aria-label={label} className="px-2">
        {[82, 64, 75, 58].slice(0, rows).map((width) => (
          <div key={width} className="flex gap-2.5 px-2 py-2.5">
            <span className="size-6 shrink-0 rounded-[0.4375rem] bg-line" />
            <div className="flex-1 space-y-2.5 pt-1">
              <div className="h-3 w-28 rounded bg-line" />
              <div className="h-3 rounded bg-line" style={{ width: `${width}%` }} />
            </div>
          </div>
        ))}
      </div>
    </Delayed>
  );
}
