import type { Conversation, RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { type ComponentProps, type ReactNode, type RefObject } from "react";
import { Composer } from "../composer/composer.tsx";
import type { ComposerHandle } from "../composer/composer-handle.ts";
import { composerId } from "../composer/composer-id.ts";
import { HeldLine } from "../composer/held-line.tsx";
import { NoComposer } from "../composer/no-composer.tsx";
import { EmojiButton } from "../emoji/emoji-button.tsx";
import { quoteOf } from "../messages/quotes/quote-of.ts";
import type { WriteBar } from "../rooms/write-bar.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import type { Talk } from "./use-talk.ts";

/** Where one writes in a room or in one of its threads, or why one cannot. */
export function TalkComposer({
  talk,
  conversation,
  state,
  known,
  bar,
  composer,
  isShown,
  inRoom,
  above,
}: {
  talk: Talk;
  conversation: Conversation;
  state: RoomSnapshot;
  known: Room | undefined;
  /** What keeps one from writing. */
  bar: WriteBar | undefined;
  composer: RefObject<ComposerHandle | null>;
  /** What was written before is there. */
  isShown: boolean;
  inRoom?: ComponentProps<typeof Composer>["inRoom"];
  /** Stands above the field. */
  above?: ReactNode;
}) {
  const { reply } = talk;
  return (
    <>
      <HeldLine held={state.status === "joined" ? state.sendingHeld : undefined} />
      <div className="column shrink-0 pb-4 phone:pb-[max(0.625rem,env(safe-area-inset-bottom))]">
        {bar === undefined && (
          <>
            {above}
            <Composer
              ref={composer}
              conversation={conversation}
              known={known}
              present={state.people}
              isShown={isShown}
              onEditLast={talk.editLast}
              answering={reply.seq === undefined ? undefined : { seq: reply.seq, end: reply.end }}
              inRoom={inRoom}
              emoji={<EmojiButton onPick={(emoji) => composer.current?.type(emoji)} />}
              above={
                reply.seq !== undefined && (
                  <LaterPart
                    load={loadReplyLine}
                    props={{ quote: quoteOf(state, reply.seq), onEnd: reply.end }}
                    waiting={<div className="h-10 touch:h-13" />}
                  />
                )
              }
            />
          </>
        )}
        {bar?.kind === "rule" && <NoComposer rule={bar.rule} />}
        {bar?.kind === "muted" && (
          <LaterPart load={loadMutedNote} props={{ until: bar.until }} waiting={<NoteToCome />} />
        )}
        {bar?.kind === "blocked" && (
          <LaterPart
            load={loadBlockedNote}
            props={{ userId: bar.peer.user_id, said: bar.peer.username, fieldId: composerId(conversation) }}
            waiting={<NoteToCome />}
          />
        )}
      </div>
    </>
  );
}

function NoteToCome() {
  return <div className="h-13" />;
}

const loadReplyLine = async () => (await import("../messages/quotes/reply-line.tsx")).ReplyLine;
const loadMutedNote = async () => (await import("../composer/muted-note.tsx")).MutedNote;
const loadBlockedNote = async () => (await import("../composer/blocked-note.tsx")).BlockedNote;
