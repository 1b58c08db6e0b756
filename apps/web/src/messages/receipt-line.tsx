import { messageState, readBy, type RoomSnapshot } from "@hubbub/client";
import type { Message } from "@hubbub/ws-protocol";
import { useState } from "react";
import { useMe } from "../client/use-me.ts";
import { peerOf } from "../rooms/peer-of.ts";
import { t } from "../strings/t.ts";
import { LaterPart } from "../ui/later/later-part.tsx";
import { preload } from "../ui/later/use-loaded.ts";
import { Popover } from "../ui/popover.tsx";

/** Under one's last message: how far it has come, or how many have read it. */
export function ReceiptLine({ message, state }: { message: Message; state: RoomSnapshot }) {
  const me = useMe();
  const { room, receipts } = state;
  // Receipts come a moment after a room was opened: until then, and from then on, their line keeps its place.
  const [wasAhead] = useState(receipts.size === 0);
  if (room === undefined) return null;
  const peer = peerOf(room, me.id);
  if (peer !== undefined) {
    if (peer.user_id === me.id) return null;
    return (
      <p data-testid="receipt" className="text-small text-soft">
        {t.messages.states[messageState(message, state)]}
      </p>
    );
  }
  const readers = readBy(message, state);
  if (readers.length === 0) return wasAhead && room.member_count > 1 ? <p className="h-[1lh] text-small" /> : null;
  return (
    <p data-testid="receipt" className="text-small text-soft">
      <Popover
        label={t.messages.readers.title}
        kind="dialog"
        onNear={() => preload(loadReaders)}
        trigger={(props) => (
          <button
            {...props}
            type="button"
            className="-my-0.5 rounded py-0.5 hover:text-ink hover:underline touch:-my-2 touch:py-2"
          >
            {t.messages.readers.count(readers.length)}
          </button>
        )}
      >
        {() => (
          <LaterPart
            load={loadReaders}
            name={t.messages.readers.title}
            props={{ room, present: state.people, readers }}
          />
        )}
      </Popover>
    </p>
  );
}

const loadReaders = async () => (await import("./reader-list.tsx")).ReaderList;
