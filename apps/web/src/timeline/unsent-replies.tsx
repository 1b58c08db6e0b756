import type { OutboxItem } from "@hubbub/client";
import { useRoute } from "../navigation/use-route.ts";
import { later } from "../strings/later.ts";
import { Button } from "../ui/button.tsx";
import { Delayed } from "../ui/waiting/delayed.tsx";

/** In a room: in which of its threads replies of one's own have not gone out, and the way there. One that is open shows its own. */
export function UnsentReplies({
  queue,
  onThread,
}: {
  queue: readonly OutboxItem[];
  /** Undefined where the server knows no threads. */
  onThread: ((rootSeq: number) => void) | undefined;
}) {
  const route = useRoute();
  const openSeq = route.page === "room" && route.panel === "thread" ? route.about : undefined;
  const byThread = new Map<number, OutboxItem[]>();
  for (const item of queue) {
    const { threadSeq, inRoom, state } = item;
    const isToldElsewhere = threadSeq === undefined || threadSeq === openSeq || inRoom === true || state === "sent";
    if (!isToldElsewhere) byThread.set(threadSeq, [...(byThread.get(threadSeq) ?? []), item]);
  }
  if (onThread === undefined) return null;
  return (
    <div role="status" className="column shrink-0">
      {[...byThread].map(([threadSeq, replies]) => (
        <div key={threadSeq}>
          <WayThere replies={replies} onOpen={() => onThread(threadSeq)} />
        </div>
      ))}
    </div>
  );
}

function WayThere({ replies, onOpen }: { replies: readonly OutboxItem[]; onOpen: () => void }) {
  const failed = replies.filter(({ state }) => state === "failed").length;
  const words = failed > 0 ? later.threads.notSent(failed) : later.threads.notSentYet(replies.length);
  const button = (
    <Button look="text" className={`text-small! ${failed > 0 ? "text-bad!" : ""}`} onClick={onOpen}>
      {words}
    </Button>
  );
  // Most are sent before anybody could read it.
  return failed > 0 ? button : <Delayed byMs={600}>{button}</Delayed>;
}
