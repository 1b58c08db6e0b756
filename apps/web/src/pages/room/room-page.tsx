import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useTitle } from "../../client/use-title.ts";
import { useWatch } from "../../client/use-watch.ts";
import type { ComposerHandle } from "../../composer/composer-handle.ts";
import { withMention } from "../../suggestions/people/with-mention.ts";
import { navigate } from "../../navigation/navigate.ts";
import type { RoomRoute } from "../../navigation/route.ts";
import { useRevisit } from "../../navigation/use-revisit.ts";
import { actingRole } from "../../people/acting-role.ts";
import { PersonActionsHost } from "../../people/actions/person-actions-host.tsx";
import { useWriteBar } from "../../rooms/use-write-bar.ts";
import { useRoomTitle } from "../../rooms/use-room-title.ts";
import { drafts } from "../../storage/drafts.ts";
import { lastRoom } from "../../storage/last-room.ts";
import { usePlace } from "../../timeline/place/use-place.ts";
import { phoneWidth, wideWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { awayTitle } from "./away-title.ts";
import { Conversation } from "./conversation.tsx";
import { PanelFrame, PanelPlace } from "./panels/panel-frame.tsx";
import { usePanelFocus } from "./panels/use-panel-focus.ts";
import { useRoomPanel } from "./panels/use-room-panel.ts";
import { useSearchKey } from "./panels/use-search-key.ts";

/** A room: the conversation, and a panel beside it. Open as long as it is shown. */
export function RoomPage({
  route,
  banner,
}: {
  route: RoomRoute;
  /** What is said to everybody; it finds its own place over the conversation. */
  banner: ReactNode;
}) {
  const { roomId, seq, about, query } = route;
  const client = useClient();
  const me = useMe();
  const room = useMemo(() => client.room(roomId), [client, roomId]);
  const state = useWatch(room.state);
  const { rooms } = useWatch(client.myRooms.state);
  const isPhone = useMedia(phoneWidth);
  const isWide = useMedia(wideWidth);
  const isAway = state.status === "refused" || state.status === "removed";
  const listed = rooms.find(({ id }) => id === roomId);
  const known = state.room ?? listed;
  const bar = useWriteBar(known, state);
  const panel = useRoomPanel(route, known);
  const composer = useRef<ComposerHandle>(null);
  const title = useRoomTitle(known);
  useTitle(title ?? awayTitle(state, me.id));

  useEffect(() => {
    room.open();
    return () => room.close();
  }, [room]);
  const toThread = (replySeq: number, rootSeq: number | undefined) => {
    if (rootSeq === undefined || (panel.shown === "thread" && about === rootSeq && seq === replySeq)) return;
    // What the address names already has only its thread to come.
    const how = seq === replySeq ? "replace" : "push";
    navigate({ page: "room", roomId, seq: replySeq, panel: "thread", about: rootSeq }, how);
  };
  const place = usePlace(room, state, listed, seq, toThread);
  useRevisit(() => {
    room.open();
    if (seq !== undefined) place.toMessage(seq);
  });
  useEffect(() => {
    if (state.status === "joined") lastRoom.write(me.id, roomId);
    if (state.status === "refused" || state.status === "removed") lastRoom.write(me.id, undefined);
  }, [state.status, me.id, roomId]);

  const shown = isAway ? undefined : panel.shown;
  usePanelFocus(shown, about, !isWide);
  useSearchKey(panel, isAway);
  const { status: threadsStatus } = useWatch(client.threads.state);
  const jump = (to: number) => {
    // It would lie over the message, or stand in its place.
    if (!isWide) panel.close();
    place.toMessage(to);
  };
  const beside = known !== undefined && shown !== undefined && (
    <PanelFrame
      key={`${shown} ${about}`}
      name={shown}
      title={title ?? ""}
      onClose={panel.close}
      props={{ room: known, state, mayWrite: bar === undefined, about, seq, query, onJump: jump }}
    />
  );
  // On a phone the panel takes the place of the conversation.
  const isCovered = isPhone && beside !== false;
  useEffect(() => {
    if (isCovered) room.setWatched(false);
  }, [room, isCovered]);
  const mention = (name: string) => {
    if (composer.current !== null) return composer.current.mention(name);
    const draft = drafts.of(me.id, { roomId });
    const text = draft.read();
    draft.write(withMention(text, text.length, name).text);
    panel.close();
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
  if (isCovered) {
    return around(
      <>
        {beside}
        {banner}
      </>,
    );
  }
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
          panel={panel}
          onThread={threadsStatus === "missing" ? undefined : panel.openThread}
        />
        {banner}
      </div>
      {beside}
      {/* Most rooms have it: nothing shall move aside when that is known. */}
      {panel.coming !== undefined && !isAway && <PanelPlace name={panel.coming} />}
    </>,
  );
}
