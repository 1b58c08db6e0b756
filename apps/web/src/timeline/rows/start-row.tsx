import { PersonFace } from "../../names/person-face.tsx";
import type { Room } from "@hubbub/ws-protocol";
import { Hash, Lock, Megaphone } from "lucide-react";
import { useMe } from "../../client/use-me.ts";
import { type NameOf, useNameOf } from "../../names/use-name-of.ts";
import { isGeneral } from "../../rooms/is-general.ts";
import { peerOf } from "../../rooms/peer-of.ts";
import { t } from "../../strings/t.ts";
import { FacePicture } from "../../ui/face-picture.tsx";
import { LaterPart } from "../../ui/later/later-part.tsx";

/** The beginning of a room or a conversation: what it is, and for whom. */
export function StartRow({
  room,
  written,
  mayWrite,
}: {
  room: Room;
  /** How many messages stand below it. */
  written: number;
  mayWrite: boolean;
}) {
  const me = useMe();
  const peer = peerOf(room, me.id);
  const nameOf = useNameOf(peer === undefined ? [me.id] : [peer.user_id]);
  const isEmpty = written === 0;
  const isWelcome = isEmpty && isGeneral(room);
  const mayOffer = mayWrite && written < firstMessages;
  const Icon = room.type === "private" ? Lock : room.type === "announcement" ? Megaphone : Hash;
  return (
    <div className="column pt-8 pb-3">
      {peer === undefined ? (
        <span aria-hidden className="relative grid size-11 place-items-center rounded-xl bg-accent-soft text-accent">
          <Icon size={22} />
          <FacePicture url={room.avatar_url} />
        </span>
      ) : (
        <PersonFace userId={peer.user_id} said={peer.username} size={44} />
      )}
      <h2 className="mt-3 text-lg wrap-anywhere">
        {isWelcome ? t.timeline.start.welcome(nameOf(me.id, me.username)) : title(room, me.id, nameOf)}
      </h2>
      <div className="max-w-[74ch] wrap-anywhere text-soft">
        {room.topic !== "" && <p className="wrap-anywhere">{room.topic}</p>}
        <p>{isWelcome ? t.timeline.start.general(room.name) : readers(room, me.id)}</p>
      </div>
      {isEmpty && mayWrite && !isWelcome && <p className="mt-1">{t.timeline.start.writeFirst}</p>}
      {isGeneral(room) && (
        <LaterPart load={loadFirstActions} props={{ isShown: mayOffer }} waiting={mayOffer && <ActionsToCome />} />
      )}
    </div>
  );
}

/** Once so many are written, what to do first is plain. */
const firstMessages = 10;

/** As high as they are where nothing in them takes two lines. */
function ActionsToCome() {
  return <div className="mt-6 h-73.25" />;
}

const loadFirstActions = async () => (await import("./first-actions.tsx")).FirstActions;

function title(room: Room, userId: number, nameOf: NameOf): string {
  const peer = peerOf(room, userId);
  if (room.type === "announcement") return t.timeline.start.announcements;
  if (peer === undefined) return t.timeline.start.room(room.name);
  if (peer.user_id === userId) return t.timeline.start.notes;
  return t.timeline.start.direct(nameOf(peer.user_id, peer.username));
}

function readers(room: Room, userId: number): string {
  switch (room.type) {
    case "direct":
      return peerOf(room, userId)?.user_id === userId ? t.timeline.start.onlyYou : t.timeline.start.onlyTwo;
    case "private":
      return t.timeline.start.members;
    case "announcement":
      return t.timeline.start.everyoneReads;
    case "public":
      return t.timeline.start.public;
  }
}
