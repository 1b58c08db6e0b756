import type { ReactNode } from "react";
import { t } from "../strings/t.ts";
import { Button } from "./button.tsx";
import { Delayed } from "./waiting/delayed.tsx";
import { SkeletonLines } from "./waiting/skeleton-lines.tsx";

/** A list that comes page by page, or why it is not there. */
export function ListState({
  list,
  words,
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
  words: {
    readonly loading: string;
    /** A sentence; why stands after it. */
    readonly failed: string;
    /** Said where nothing is in it. */
    readonly empty: ReactNode;
  };
  children: ReactNode;
}) {
  const { status, error, items, hasMore } = list;
  return (
    <>
      {status === "failed" && (
        <p role="alert" className="mb-3 text-mid text-soft">
          {words.failed} {error !== undefined && `${error.message.replace(/\.$/, "")}. `}
          <Button look="text" onClick={list.reload}>
            {t.ui.tryAgain}
          </Button>
        </p>
      )}
      {status === "loading" && items.length === 0 && (
        <Delayed>
          <SkeletonLines label={words.loading} widths={[40, 62, 35]} />
        </Delayed>
      )}
      {status === "ready" && items.length === 0 && <p className="text-soft">{words.empty}</p>}
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
          <Button onClick={list.loadMore}>{t.ui.showMore}</Button>
        </div>
      )}
    </>
  );
}
