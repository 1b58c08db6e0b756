import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Delayed } from "./waiting/delayed.tsx";
import { SkeletonLines } from "./waiting/skeleton-lines.tsx";

/** A list that comes page by page, or why it is not there. */
export function ListState({
  list,
  what,
  empty,
  children,
}: {
  list: {
    readonly status: "loading" | "ready" | "failed";
    readonly error: { readonly message: string } | undefined;
    readonly items: readonly unknown[];
    readonly hasMore: boolean;
    readonly loadMore: () => void;
    readonly reload: () => void;
  };
  /** In a sentence: "The sessions". */
  what: string;
  /** Said where nothing is in it. */
  empty: ReactNode;
  children: ReactNode;
}) {
  const { status, error, items, hasMore } = list;
  return (
    <>
      {status === "failed" && (
        <p role="alert" className="mb-3 text-mid text-soft">
          {what} could not be loaded. {error !== undefined && `${error.message.replace(/\.$/, "")}. `}
          <Button look="text" onClick={list.reload}>
            Try again
          </Button>
        </p>
      )}
      {status === "loading" && items.length === 0 && (
        <Delayed>
          <SkeletonLines label={`Loading: ${what}`} widths={[40, 62, 35]} />
        </Delayed>
      )}
      {status === "ready" && items.length === 0 && <p className="text-soft">{empty}</p>}
      {items.length > 0 && (
        <ul
          aria-busy={status === "loading" || undefined}
          className="divide-y divide-line rounded-xl border border-line aria-busy:opacity-60"
        >
          {children}
        </ul>
      )}
      {hasMore && (
        <div className="mt-4 flex justify-center">
          <Button onClick={list.loadMore}>Show more</Button>
        </div>
      )}
    </>
  );
}
