import { HubbubError, type MessageEdit } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { useEffect, useEffectEvent, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { useProblem } from "../../ui/problems/use-problem.ts";
import { momentWords } from "../../ui/time/moment-words.ts";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import { MessageText } from "../message-text.tsx";

/** What a message said before, the latest first. */
export function EditsDialog({
  message: { room_id: roomId, seq },
  onRefused,
  onClose,
}: {
  message: Message;
  /** The server shows it to nobody, or not to this person, or is too old. */
  onRefused: () => void;
  onClose: () => void;
}) {
  const { messages } = useClient();
  const [edits, setEdits] = useState<readonly MessageEdit[]>();
  const { problem, show } = useProblem();
  const failed = useEffectEvent((error: unknown) => {
    show(error);
    if (error instanceof HubbubError && ["forbidden", "route_not_found"].includes(error.code)) onRefused();
  });
  useEffect(() => {
    let isCurrent = true;
    messages.edits(roomId, seq).then(
      (answer) => isCurrent && setEdits(answer.edits),
      (error: unknown) => isCurrent && failed(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [messages, roomId, seq]);
  return (
    <Dialog title={t.messages.edits.title} onClose={onClose}>
      {problem !== undefined && (
        <p role="alert" className="text-bad">
          <ProblemText problem={problem} />
        </p>
      )}
      {edits === undefined && problem === undefined && (
        <Delayed>
          <SkeletonLines label={later.messages.edits.loading} widths={[40, 62]} />
        </Delayed>
      )}
      <ol className="divide-y divide-line">
        {edits?.toReversed().map(({ content, edited_at }) => (
          <li key={edited_at} className="py-2.5 first:pt-0">
            <time dateTime={edited_at} className="text-small text-soft">
              {momentWords(edited_at)}
            </time>
            <MessageText content={content} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
