import type { RoomSnapshot } from "@hubbub/client";
import { foldText } from "@hubbub/text";
import { useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useUserSearch } from "../../client/use-user-search.ts";
import { useWatch } from "../../client/use-watch.ts";
import { PersonFace } from "../../names/person-face.tsx";
import { PersonName } from "../../names/person-name.tsx";
import { useNameOf } from "../../names/use-name-of.ts";
import { isGone } from "../../people/is-gone.ts";
import { peerOf } from "../../rooms/peer-of.ts";
import { later } from "../../strings/later.ts";
import { PickList } from "./pick-list.tsx";

/** Offered before anybody is looked for. */
const mostKnown = 8;

/** The room that is open: who writes in it, and who has it open. */
export type Near = Pick<RoomSnapshot, "newest" | "people">;

/** Whose messages: one's own, those of people that one has to do with, or of anybody who is found. */
export function PersonPick({ near, onPick }: { near: Near; onPick: (name: string) => void }) {
  const me = useMe();
  const { myRooms } = useClient();
  const { rooms } = useWatch(myRooms.state);
  const [text, setText] = useState("");
  const { status, users } = useUserSearch(text);
  const peers = rooms.flatMap((room) => peerOf(room, me.id) ?? []);
  const writers = [...near.newest].flatMap((item) => (item.kind === "message" ? [item.message] : [])).toReversed();
  const all = [...writers, ...near.people, ...peers].filter(({ username }) => !isGone(username));
  const known = [...new Map(all.map((person) => [person.user_id, person])).values()];
  const nameOf = useNameOf(known.map(({ user_id }) => user_id));
  const wanted = foldText(text);
  const met = known
    .filter(({ user_id }) => user_id !== me.id)
    .map(({ user_id, username }) => ({ id: user_id, username, name: nameOf(user_id, username) }))
    .filter(({ username, name }) => foldText(`${username} ${name}`).includes(wanted))
    .slice(0, mostKnown);
  const found = text.trim() === "" ? [] : users.map(({ id, username, display_name: name }) => ({ id, username, name }));
  const own = { id: me.id, username: me.username, name: me.display_name };
  const isOwn = foldText(`${me.username} ${me.display_name} ${later.search.me}`).includes(wanted);
  const fitting = new Map([...(isOwn ? [own] : []), ...met, ...found].map((person) => [person.id, person]));
  const picks = [...fitting.values()].map(({ id, username, name }) => ({
    key: id,
    value: id === me.id ? "me" : username,
    says: (
      <>
        <PersonFace userId={id} said={username} size={24} />
        <span className="flex min-w-0 flex-1">
          <PersonName username={username} displayName={name} />
        </span>
        {id === me.id && <span className="shrink-0 text-small text-soft">{later.search.me}</span>}
      </>
    ),
  }));
  return (
    <PickList
      label={later.search.whose}
      listLabel={later.ui.people}
      text={text}
      picks={picks}
      note={noteOf(status, picks.length, text.trim())}
      onText={setText}
      onPick={onPick}
    />
  );
}

function noteOf(status: ReturnType<typeof useUserSearch>["status"], found: number, text: string): string {
  if (found > 0) return "";
  if (status === "failed") return later.people.picker.failed;
  return status === "ready" ? later.people.picker.nobody(text) : "";
}
