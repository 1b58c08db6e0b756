import { later } from "../../strings/later.ts";

/** The shape of threads to come. */
export function ThreadListSkeleton() {
  return (
    <div role="status" aria-label={later.threads.list.loading}>
      {[72, 54, 63, 48].map((width) => (
        <div key={width} className="space-y-2.5 px-3 py-3">
          <div className="h-3 w-24 rounded bg-hover" />
          <div className="flex items-center gap-2">
            <span className="size-6 rounded-[0.4375rem] bg-line" />
            <span className="h-3 rounded bg-line" style={{ width: `${width}%` }} />
          </div>
        </div>
      ))}
    </div>
  );
}
