import { useEffect } from "react";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { ThreadListRow } from "./thread-list-row.tsx";
import { ThreadListSkeleton } from "./thread-list-skeleton.tsx";

/** The threads that one follows, those with the latest replies first. */
export function ThreadList() {
  const { threads: mine } = useClient();
  const { status, error, isCut, threads } = useWatch(mine.state);
  const words = later.threads.list;
  useEffect(() => mine.want(), [mine]);
  if (status === "loading") {
    return (
      <Delayed>
        <ThreadListSkeleton />
      </Delayed>
    );
  }
  if (status === "failed") {
    return (
      <EmptyState title={words.failed} actions={<Button onClick={() => void mine.load()}>{t.ui.tryAgain}</Button>}>
        {error?.message}
      </EmptyState>
    );
  }
  if (threads.length === 0) return <EmptyState title={words.none}>{words.noneSays}</EmptyState>;
  return (
    <>
      <ul className="divide-y divide-line">
        {threads.map((thread) => (
          <ThreadListRow key={`${thread.room.id} ${thread.root.seq}`} thread={thread} />
        ))}
      </ul>
      {isCut && <p className="px-3 py-2 text-small text-soft">{words.cut(threads.length)}</p>}
    </>
  );
}
