import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useTitle } from "../../client/use-title.ts";
import { useWatch } from "../../client/use-watch.ts";
import type { ComposerHandle } from "../../composer/composer-handle.ts";
import { withMention } from "../../suggestions/people/with-mention.ts";
import { navigate } from "../../navigation/navigate.ts";
import { useRevisit } from "../../navigation/use-revisit.ts";
import { actingRole } from "../../people/acting-role.ts";
import { PersonActionsHost } from "../../people/actions/person-actions-host.tsx";
import { LaterPeoplePanel } from "../../people/panel/later-people-panel.tsx";
import { usePeoplePane } from "../../people/use-people-pane.ts";
import { hasPeoplePane } from "../../rooms/has-people-pane.ts";
import { useWriteBar } from "../../rooms/use-write-bar.ts";
import { useRoomTitle } from "../../rooms/use-room-title.ts";
import { drafts } from "../../storage/drafts.ts";
import { lastRoom } from "../../storage/last-room.ts";
import { usePlace } from "../../timeline/place/use-place.ts";
import { phoneWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { awayTitle } from "./away-title.ts";
import { Conversation } from "./conversation.tsx";

/** A room: the conversation, and who is in it. Open as long as it is shown. */
export function RoomPage({
  roomId,
  seq,
  showsPeople,
  banner,
}: {
  roomId: number;
  /** The message that the address names. */
  seq: number | undefined;
  showsPeople: boolean;
  /** What is said to everybody; it finds its own place over the conversation. */
  banner: ReactNode;
}) {
  const client = useClient();
  const me = useMe();
  const room = useMemo(() => client.room(roomId), [client, roomId]);
  const state = useWatch(room.state);
  const { rooms } = useWatch(client.myRooms.state);
  const isPhone = useMedia(phoneWidth);
  const pane = usePeoplePane(roomId, showsPeople);
  const isAway = state.status === "refused" || state.status === "removed";
  const listed = rooms.find(({ id }) => id === roomId);
  const known = state.room ?? listed;
  const bar = useWriteBar(known, state);
  const composer = useRef<ComposerHandle>(null);
  useTitle(useRoomTitle(known) ?? awayTitle(state, me.id));

  useEffect(() => {
    room.open();
    return () => room.close();
  }, [room]);
  const place = usePlace(room, state, listed, seq);
  useRevisit(() => {
    room.open();
    if (seq !== undefined) place.toMessage(seq);
  });
  useEffect(() => {
    if (state.status === "joined") lastRoom.write(me.id, roomId);
    if (state.status === "refused" || state.status === "removed") lastRoom.write(me.id, undefined);
  }, [state.status, me.id, roomId]);

  const people = known !== undefined && hasPeoplePane(known) && pane.isShown && !isAway && (
    <LaterPeoplePanel room={known} state={state} onClose={() => navigate({ page: "room", roomId }, "replace")} />
  );
  const mention = (name: string) => {
    if (composer.current !== null) return composer.current.mention(name);
    // On a phone the people take the place of the conversation.
    const draft = drafts.of(me.id, roomId);
    const text = draft.read();
    draft.write(withMention(text, text.length, name).text);
    navigate({ page: "room", roomId }, "replace");
  };
  const around = (children: ReactNode) => (
    <PersonActionsHost
      room={known}
      ownRole={actingRole(known, state.role, me.admin)}
      mayWrite={bar === undefined}
      onMention={mention}
    >
      {children}
    </PersonActionsHost>
  );
  if (isPhone && people !== false) {
    return around(
      <>
        {people}
        {banner}
      </>,
    );
  }
  // Most rooms have people: their place is kept until it is known, so that nothing moves aside.
  const keepsPlace = known === undefined && pane.isShown && !isPhone && !isAway;
  return around(
    <>
      <div className="relative flex min-w-0 flex-1">
        <Conversation
          room={room}
          state={state}
          place={place}
          unread={listed?.unread_count ?? 0}
          known={known}
          bar={bar}
          composer={composer}
          pane={pane}
        />
        {banner}
      </div>
      {people}
      {keepsPlace && <div className="w-62 shrink-0 border-s border-line" />}
    </>,
  );
}
