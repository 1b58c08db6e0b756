import type { Conversation } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { type Ref, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import { later } from "../../strings/later.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { DropPlace } from "./drop-place.tsx";
import { FileCard } from "./file-card.tsx";
import type { FilesHandle } from "./files-handle.ts";
import { filesOf } from "./files-of.ts";
import { useDraftFiles } from "./use-draft-files.ts";
import { useFilesSaid } from "./use-files-said.ts";

/** The files of the message that one writes, each on a card, and the ways to add some: choosing, pasting, dragging. */
export function ComposerFiles({
  handle,
  field,
  conversation,
  room,
  onCount,
  onReady,
}: {
  handle: Ref<FilesHandle>;
  /** Where one writes. */
  field: RefObject<HTMLTextAreaElement | null>;
  conversation: Conversation;
  room: Room | undefined;
  /** So many stand there. */
  onCount: (count: number) => void;
  /** The message waited for them, and they are there. */
  onReady: () => void;
}) {
  const words = later.composer.files;
  const { connection } = useClient();
  const draft = useDraftFiles(conversation);
  const isOnline = useWatch(connection.state).status === "online";
  const { files, isAwaited, lost } = useWatch(draft);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [problem, setProblem] = useState<string>();
  /** One has sent what could not go, for a file that has failed. */
  const [isRefused, setRefused] = useState(false);
  const say = useToast();
  const said = useFilesSaid(files);
  const hasFailed = files.some(({ state }) => state.status === "failed");
  const isReady = draft.ready !== undefined;

  const add = (added: readonly File[], folders = 0) => {
    const tooMany = draft.add(added);
    setRefused(false);
    setProblem(tooMany > 0 ? words.tooMany(tooMany) : folders > 0 ? words.folders : undefined);
    field.current?.focus();
  };
  useImperativeHandle(handle, () => ({
    pick: () => input.current?.click(),
    ready: () => {
      const { ready } = draft;
      setProblem(undefined);
      setRefused(hasFailed);
      draft.setAwaited(ready === undefined && !hasFailed);
      return ready;
    },
    textChanged: () => draft.setAwaited(false),
    sent: () => draft.sent(),
  }));
  useEffect(() => onCount(files.length), [onCount, files.length]);
  useEffect(() => {
    if (lost === 0) return;
    say(later.composer.files.lost(lost));
    draft.toldLost();
  }, [say, draft, lost]);
  useEffect(() => {
    if (isOnline) draft.online();
  }, [draft, isOnline]);
  const go = useEffectEvent(onReady);
  useEffect(() => {
    if (!isAwaited || !isReady) return;
    draft.setAwaited(false);
    go();
  }, [draft, isAwaited, isReady]);
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { files: pasted, folders } = filesOf(event.clipboardData);
    if (pasted.length + folders === 0) return;
    event.preventDefault();
    add(pasted, folders);
  });
  useEffect(() => {
    const form = field.current?.form;
    const onPaste = (event: ClipboardEvent) => paste(event);
    form?.addEventListener("paste", onPaste);
    return () => form?.removeEventListener("paste", onPaste);
  }, [field]);

  const remove = (key: number, at: number) => {
    draft.remove(key);
    // Its button goes with it: on to the next card's, or to where one writes.
    requestAnimationFrame(() => {
      const cards = list.current?.querySelectorAll<HTMLElement>("[data-remove]") ?? [];
      (cards[Math.min(at, cards.length - 1)] ?? field.current)?.focus();
    });
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="files"
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])]);
          // The same one again is a change too.
          currentTarget.value = "";
        }}
      />
      <DropPlace field={field} conversation={conversation} room={room} onDrop={add} />
      {files.length > 0 && (
        <ul
          ref={list}
          aria-label={words.label}
          className="grid max-h-[30dvh] grid-cols-[repeat(auto-fill,minmax(min(13rem,100%),1fr))] gap-2 overflow-y-auto border-b border-line p-2 phone:flex phone:overflow-x-auto"
        >
          {files.map((file, at) => (
            <FileCard
              key={file.key}
              file={file}
              onRetry={() => {
                setRefused(false);
                draft.retry(file.key);
              }}
              onRemove={() => remove(file.key, at)}
            />
          ))}
        </ul>
      )}
      {isAwaited && (
        <p className="flex flex-wrap items-center gap-x-3 px-4 pt-2 text-small text-soft">
          <span role="status">{words.awaited}</span>
          <Button look="text" className="py-0! text-small!" onClick={() => draft.setAwaited(false)}>
            {words.doNotSend}
          </Button>
        </p>
      )}
      {(problem !== undefined || (isRefused && hasFailed)) && (
        <p role="alert" className="px-4 pt-2 text-small text-bad">
          {problem ?? words.notAll}
        </p>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}
