import { type Conversation, type HubbubError, type OutboxItem, toHubbubError } from "@hubbub/client";
import { isBlank } from "@hubbub/text";
import { maxAttachments } from "@hubbub/ws-protocol";
import { useRef, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { failureWords } from "../../composer/files/failure-words.ts";
import { inTurn } from "../../composer/files/in-turn.ts";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";

/** Whether a message was refused for its files: they waited for too long, and the server keeps them no more. */
export function hasLostFiles({ attachments, error }: Pick<OutboxItem, "attachments" | "error">): boolean {
  return attachments !== undefined && error?.fields.some(({ field }) => field === "attachment_ids") === true;
}

/** Says so, and leads on: with the files chosen once more, with the text alone, or not at all. */
export function FilesGone({ item, conversation }: { item: OutboxItem; conversation: Conversation }) {
  const words = later.messages.pending;
  const { files: server } = useClient();
  const input = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"idle" | "uploading" | HubbubError>("idle");
  const { roomId, clientMsgId } = item;
  const sendWith = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.length === 0) return;
    setState("uploading");
    const { signal } = new AbortController();
    const upload = (file: File) => inTurn(signal, () => server.upload(roomId, file, { name: file.name }));
    try {
      conversation.retry(clientMsgId, await Promise.all(chosen.slice(0, maxAttachments).map(upload)));
    } catch (error) {
      setState(toHubbubError(error));
    }
  };
  const look = "px-0! py-0! text-small!";
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span role="status" className="text-bad">
        {words.notSent} {state === "uploading" ? words.choosing : words.filesGone}{" "}
        {typeof state === "object" && failureWords(state)}
      </span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="files-again"
        onChange={({ currentTarget }) => {
          void sendWith([...(currentTarget.files ?? [])]);
          // The same one again is a change too.
          currentTarget.value = "";
        }}
      />
      <Button look="text" className={look} busy={state === "uploading"} onClick={() => input.current?.click()}>
        {words.chooseAgain}
      </Button>
      {!isBlank(item.content) && (
        <Button
          look="text"
          className={look}
          disabled={state === "uploading"}
          onClick={() => conversation.retry(clientMsgId, [])}
        >
          {words.textAlone}
        </Button>
      )}
      <Button look="text" className={look} onClick={() => conversation.discard(clientMsgId)}>
        {words.discard}
      </Button>
    </span>
  );
}
