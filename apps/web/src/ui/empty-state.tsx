import type { ReactNode } from "react";

/** An empty place: what it is for, and the first thing to do. */
export function EmptyState({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="m-auto flex max-w-md flex-col items-center px-6 py-10 text-center">
      <h2 className="text-lg text-balance">{title}</h2>
      <div className="mt-1.5 text-soft text-pretty">{children}</div>
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
