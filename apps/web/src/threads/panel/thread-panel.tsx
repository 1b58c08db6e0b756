import type { ChatThread } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useClient } from "../../client/use-client.ts";
import { useWatch } from "../../client/use-watch.ts";
import type { ComposerHandle } from "../../composer/composer-handle.ts";
import { PersonActionsContext, usePersonActionsOf } from "../../people/actions/person-actions-context.ts";
import { useRevisit } from "../../navigation/use-revisit.ts";
import { useWriteBar } from "../../rooms/use-write-bar.ts";
import { TalkComposer } from "../../talk/talk-composer.tsx";
import { TalkMessages } from "../../talk/talk-messages.tsx";
import { useTalk } from "../../talk/use-talk.ts";
import { MessageSkeleton } from "../../timeline/message-skeleton.tsx";
import { usePlace } from "../../timeline/place/use-place.ts";
import { isComposing } from "../../ui/is-composing.ts";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { AlsoInRoom } from "./also-in-room.tsx";
import { ThreadAway } from "./thread-away.tsx";
import { useAlsoInRoom } from "./use-also-in-room.ts";
import { useThread } from "./use-thread.ts";

interface ThreadPanelProps {
  readonly room: Room;
  readonly about: number | undefined;
  /** The reply that the address names. */
  readonly seq: number | undefined;
  /** Shows a message in the room. */
  readonly onJump: (seq: number) => void;
}

/** The thread of one message: it, its replies, and where one replies. */
export function ThreadPanel({ about = 0, ...rest }: ThreadPanelProps) {
  const { thread, problem, retry } = useThread(rest.room.id, about);
  if (problem !== undefined) return <ThreadAway problem={problem} onRetry={retry} />;
  return thread === undefined ? <Waiting /> : <OpenThread thread={thread} {...rest} />;
}

/** Open as long as it is shown. */
function OpenThread({ thread, room, seq, onJump }: Omit<ThreadPanelProps, "about"> & { readonly thread: ChatThread }) {
  const client = useClient();
  const state = useWatch(thread.state);
  const { threads } = useWatch(client.threads.state);
  const listed = threads.find((one) => one.room.id === room.id && one.root.seq === thread.rootSeq);
  // Who is mentioned here is so in a reply.
  const people = usePersonActionsOf();
  const bar = useWriteBar(room, state);
  const talk = useTalk(thread, state);
  const composer = useRef<ComposerHandle>(null);
  const [isInRoom, setInRoom] = useAlsoInRoom(thread);
  useEffect(() => {
    thread.open();
    return () => thread.close();
  }, [thread]);
  const place = usePlace(thread, state, listed, seq, onJump);
  useRevisit(() => {
    if (seq !== undefined) place.toMessage(seq);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event) || event.key !== "Escape" || event.shiftKey) return;
    if ((event.target as HTMLElement).closest("[role=log]") === null) return;
    // From a message one comes back to the field, and only from there out of the thread.
    talk.markRead();
    event.stopPropagation();
  };
  const isEmpty = state.items.length === 0;
  if (isEmpty && state.problem !== undefined) {
    return <ThreadAway problem={state.problem} onRetry={() => void thread.loadOlder()} />;
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its keys are those of the messages in it
    <div className="flex h-full flex-col" onKeyDown={onKeyDown}>
      {isEmpty || place.isOpening ? (
        <Waiting />
      ) : (
        <PersonActionsContext value={{ ...people, mention: (name) => composer.current?.mention(name) }}>
          <TalkMessages
            talk={talk}
            conversation={thread}
            state={state}
            place={place}
            unread={listed?.unread_count ?? 0}
            mayWrite={bar === undefined}
            onThread={undefined}
          />
        </PersonActionsContext>
      )}
      <TalkComposer
        talk={talk}
        conversation={thread}
        state={state}
        known={room}
        bar={bar}
        composer={composer}
        isShown={!isEmpty && !place.isOpening}
        inRoom={{ is: isInRoom, end: () => setInRoom(false) }}
        above={<AlsoInRoom room={room} is={isInRoom} onChange={setInRoom} />}
      />
    </div>
  );
}

function Waiting() {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Delayed>
        <MessageSkeleton />
      </Delayed>
    </div>
  );
}
