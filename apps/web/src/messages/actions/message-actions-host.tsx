import type { Conversation } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWatch } from "../../client/use-watch.ts";
import { toMessageLink } from "../../navigation/to-message-link.ts";
import { t } from "../../strings/t.ts";
import { LaterDialog } from "../../ui/later/later-dialog.tsx";
import { preloadWhenIdle } from "../../ui/later/use-loaded.ts";
import { problemSentence, toProblem } from "../../ui/problems/problem.ts";
import { useToast } from "../../ui/toasts/use-toast.ts";
import { useReacting } from "../reactions/use-reacting.ts";
import { loadDeleteDialog, loadEditsDialog, loadOpened } from "./later.ts";
import type { MessageDeeds } from "./message-deeds.ts";
import {
  MessageActionsContext,
  type MessageActionsOf,
  type OpenNow,
  ReactingContext,
} from "./message-actions-context.ts";

/** What is done with the messages of a room. What opens over them stands here: a row may go at any time. */
export function MessageActionsHost({
  conversation,
  onReply,
  onThread,
  onEdit,
  onJump,
  children,
}: {
  conversation: Conversation;
  onReply: (message: Message) => void;
  onThread: ((rootSeq: number) => void) | undefined;
  onEdit: (seq: number) => void;
  onJump: (seq: number) => void;
  children: ReactNode;
}) {
  const say = useToast();
  const { react, reacting } = useReacting(conversation);
  const [opened, setOpened] = useState<OpenNow>();
  const [deleting, setDeleting] = useState<Message>();
  const [edited, setEdited] = useState<Message>();
  const [hasEdits, setHasEdits] = useState(true);
  const close = useCallback(() => setOpened(undefined), []);
  const deeds = useMemo((): MessageDeeds => {
    const copy = (text: string, said: string) => void navigator.clipboard.writeText(text).then(() => say(said));
    const tried = (doing: Promise<void>) => void doing.catch((error) => say(problemSentence(toProblem(error))));
    return {
      reply: onReply,
      replyInThread: ({ seq, thread_seq }) => onThread?.(thread_seq ?? seq),
      copyText: ({ content }) => copy(content, t.messages.copied),
      copyLink: ({ seq }) => copy(toMessageLink(conversation.roomId, seq), t.messages.linkCopied),
      pin: ({ seq }) => tried(conversation.pin(seq)),
      unpin: ({ seq }) => tried(conversation.unpin(seq)),
      markUnread: ({ seq }) => tried(conversation.markUnread(seq)),
      edit: ({ seq }) => onEdit(seq),
      delete: setDeleting,
    };
  }, [conversation, say, onReply, onThread, onEdit]);
  const actions = useMemo(
    (): MessageActionsOf => ({
      conversation,
      act: (action, { message }) => {
        close();
        deeds[action.name](message);
      },
      open: (what, on, at) => setOpened({ what, on, at }),
      showEdits: hasEdits ? setEdited : undefined,
      openThread: onThread,
      jump: onJump,
      react: (seq, emoji, on) => void react(seq, emoji, on),
    }),
    [conversation, deeds, close, react, onThread, onJump, hasEdits],
  );
  // With it comes what most of what opens is made of.
  useEffect(() => preloadWhenIdle(loadOpened), []);
  const host = useRef<HTMLDivElement>(null);
  useActedOn(host, opened?.on.message.seq);
  return (
    <MessageActionsContext value={actions}>
      <ReactingContext value={reacting}>
        <div ref={host} className="contents">
          {children}
        </div>
        {opened !== undefined && (
          <UntilDeleted conversation={conversation} seq={opened.on.message.seq} onDeleted={close} />
        )}
        {edited !== undefined && (
          <UntilDeleted conversation={conversation} seq={edited.seq} onDeleted={() => setEdited(undefined)} />
        )}
        {deleting !== undefined && (
          <UntilDeleted conversation={conversation} seq={deleting.seq} onDeleted={() => setDeleting(undefined)} />
        )}
        {opened !== undefined && (
          <LaterDialog
            key={`${opened.what.kind} ${opened.on.message.seq}`}
            load={loadOpened}
            name={nameOf(opened)}
            props={{ opened, onClose: close }}
          />
        )}
        {edited !== undefined && (
          <LaterDialog
            load={loadEditsDialog}
            name={t.messages.edits.title}
            props={{ message: edited, onRefused: () => setHasEdits(false), onClose: () => setEdited(undefined) }}
          />
        )}
        {deleting !== undefined && (
          <LaterDialog
            load={loadDeleteDialog}
            name={t.messages.deleting.title}
            props={{
              message: deleting,
              onDelete: () => conversation.delete(deleting.seq),
              onClose: () => setDeleting(undefined),
            }}
          />
        )}
      </ReactingContext>
    </MessageActionsContext>
  );
}

function nameOf({ what }: OpenNow): string {
  const names = {
    menu: t.messages.more,
    picker: t.messages.reactions.pick,
    reactors: t.messages.reactions.who,
  };
  return names[what.kind];
}

/** Tells when a message is deleted over which something is open that shows its text. */
function UntilDeleted({
  conversation,
  seq,
  onDeleted,
}: {
  conversation: Conversation;
  seq: number;
  onDeleted: () => void;
}) {
  const { items } = useWatch(conversation.state);
  const item = items.at(items.indexOfSeq(seq));
  const isDeleted = item?.seq === seq && item.kind === "message" && item.message.deleted_at !== undefined;
  const told = useEffectEvent(onDeleted);
  useEffect(() => {
    if (isDeleted) told();
  }, [isDeleted]);
  return null;
}

/** Marks the row over which something is open; not by rendering all of them. */
function useActedOn(host: RefObject<HTMLElement | null>, seq: number | undefined): void {
  useEffect(() => {
    if (seq === undefined) return;
    const row = host.current?.querySelector(`[data-seq="${seq}"]`);
    row?.setAttribute("data-acted-on", "");
    return () => row?.removeAttribute("data-acted-on");
  }, [host, seq]);
}
