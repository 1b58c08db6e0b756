import { later } from "../strings/later.ts";

/** The shape of pinned messages to come. */
export function PinsSkeleton() {
  return (
    <div role="status" aria-label={later.pins.loading} className="divide-y divide-line px-4">
      {[80, 55, 68].map((width) => (
        <div key={width} className="space-y-2.5 py-3.5">
          <div className="flex items-center gap-2">
            <span className="size-6 rounded-chip bg-line" />
            <span className="h-3 w-24 rounded bg-line" />
          </div>
          <div className="h-3 rounded bg-line" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
