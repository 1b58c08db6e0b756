import { later } from "../../strings/later.ts";

/** The shape of files to come. */
export function FilesSkeleton() {
  return (
    <div role="status" aria-label={later.files.panel.loading} className="px-4 py-1.5">
      {[62, 45, 70].map((width) => (
        <div key={width} className="flex items-center gap-3 py-2.5">
          <span className="size-10 shrink-0 rounded-lg bg-line" />
          <div className="flex-1 space-y-2">
            <div className="h-3 rounded bg-line" style={{ width: `${width}%` }} />
            <div className="h-3 w-2/5 rounded bg-line" />
          </div>
        </div>
      ))}
    </div>
  );
}
