/** The shape of a list that is on its way; widths in percent. */
export function SkeletonLines({ label, widths }: { label: string; widths: readonly number[] }) {
  return (
    <div role="status" aria-label={label}>
      {widths.map((width, index) => (
        <div key={index} className="flex h-8.5 items-center gap-2.5 px-2.5 touch:h-11">
          <span className="size-4 shrink-0 rounded bg-line" />
          <span className="h-3 rounded bg-line" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
