import type { ReactNode } from "react";

export function SectionTitle({ id, title, action }: { id: string; title: string; action?: ReactNode }) {
  return (
    <div className="flex h-9 items-center justify-between pr-1 pl-2 pt-1 touch:h-11">
      <h2 id={id} className="text-small text-soft">
        {title}
      </h2>
      {action}
    </div>
  );
}
