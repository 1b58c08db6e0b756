import type { ReactNode } from "react";

/** In place of the composer: why one cannot write here, and what one can do about it. */
export function NoComposer({ rule, action, problem }: { rule: string; action?: ReactNode; problem?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-paper px-4 py-3 text-mid text-soft">
      <p className="min-w-48 flex-1 wrap-anywhere">{rule}</p>
      {action}
      {problem !== undefined && (
        <p role="alert" className="w-full text-small text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
