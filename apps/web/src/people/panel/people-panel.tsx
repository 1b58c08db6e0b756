import type { RoomSnapshot } from "@hubbub/client";
import type { Room } from "@hubbub/ws-protocol";
import { Ellipsis } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMe } from "../../client/use-me.ts";
import { useNameOf } from "../../names/use-name-of.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { phoneWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { afterFirstShow } from "../../ui/later/after-first-show.ts";
import { LaterPart } from "../../ui/later/later-part.tsx";
import { Delayed } from "../../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../../ui/waiting/skeleton-lines.tsx";
import { WaitingNote } from "../../ui/waiting/waiting-note.tsx";
import { actingRole } from "../acting-role.ts";
import { isMuted } from "../actions/is-muted.ts";
import { PersonMenu } from "../actions/person-menu.tsx";
import { AddPerson } from "./add-person.tsx";
import type { ListedPerson } from "./listed-person.ts";
import { revealed } from "./revealed.ts";
import { PersonRow } from "./person-row.tsx";
import { keepInPlace, toPeople } from "./to-people.ts";
import { useMembers } from "./use-members.ts";

/** Who has the room open now, and who else is in it. */
export function PeoplePanel({ room, state }: { room: Room; state: RoomSnapshot }) {
  const me = useMe();
  // A phone shows nothing but them, under the page's title.
  const GroupTitle = useMedia(phoneWidth) ? "h2" : "h3";
  const members = useMembers(state);
  // Without a connection nobody knows who is here.
  const isLive = state.status === "joined";
  // Whose menu is open stays where it was opened: a row that moved would take it along.
  const [managed, setManaged] = useState<{ readonly userId: number; readonly isHere: boolean }>();
  const nameOf = useNameOf([...state.people, ...members.members].map(({ user_id }) => user_id));
  const { here, others } = keepInPlace(toPeople(state.people, members.members, nameOf), managed);
  const unnamedHere = Math.max(0, state.peopleCount - here.length);
  const acting = actingRole(room, state.role, me.admin);
  const actionsFor = (person: ListedPerson, isHere: boolean) => {
    const { userId, name, role } = person;
    const isMe = userId === me.id;
    if (isMe && role !== "owner") return null;
    return (
      <PersonMenu
        person={person}
        standing={role && { role, isMuted: isMuted(person.mutedUntil), isBanned: false }}
        onToggle={(isOpen) => setManaged(isOpen ? { userId, isHere } : undefined)}
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={t.ui.moreAbout(name)} className={revealed} />}
      />
    );
  };
  const memberIds = new Set(members.members.map(({ user_id }) => user_id));
  const isSomebodyShown = others.length > 0 || (isLive && here.length > 0);
  const mayAdd = state.role !== undefined && (room.type === "public" || state.role !== "member");
  return (
    <div className="px-2 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {mayAdd && <AddPerson roomId={room.id} memberIds={memberIds} onAdded={members.reload} />}
      {isLive && (
        <Group heading={GroupTitle} title={t.people.panel.here(here.length + unnamedHere)}>
          {here.map((person) => (
            <PersonRow key={person.userId} person={person} isHere actions={actionsFor(person, true)} />
          ))}
          {unnamedHere > 0 && <li className="px-2 py-1 text-mid text-soft">{t.people.panel.more(unnamedHere)}</li>}
        </Group>
      )}
      {others.length > 0 && (
        <Group
          heading={GroupTitle}
          title={t.people.panel[isLive ? "others" : "members"](
            Math.max(others.length, room.member_count - here.length),
          )}
        >
          {others.map((person) => (
            <PersonRow key={person.userId} person={person} isHere={false} actions={actionsFor(person, false)} />
          ))}
        </Group>
      )}
      {members.heldUntilMs !== undefined && <WaitingNote untilMs={members.heldUntilMs} className="px-2 py-2" />}
      {members.status === "loading" && members.members.length === 0 && (
        <Delayed>
          <SkeletonLines label={t.people.panel.loading} widths={[55, 42, 60]} />
        </Delayed>
      )}
      {members.hasMore && (
        <Button className="m-2" onClick={members.loadMore}>
          {t.ui.showMore}
        </Button>
      )}
      {members.status === "failed" && (
        <p className="px-2 py-2 text-mid text-soft">
          {t.people.panel.failed}{" "}
          <Button look="text" onClick={members.reload}>
            {t.ui.tryAgain}
          </Button>
        </p>
      )}
      {isSomebodyShown && (acting === "owner" || acting === "admin") && (
        <LaterPart
          load={loadBannedPeople}
          name={t.people.panel.bans}
          props={{ state, heading: GroupTitle }}
          waiting={null}
        />
      )}
    </div>
  );
}

function Group({ heading: Heading, title, children }: { heading: "h2" | "h3"; title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mb-3">
      <Heading className="px-2 pt-2 pb-1 text-small text-soft">{title}</Heading>
      <ul>{children}</ul>
    </section>
  );
}

const loadBannedPeople = async () => {
  // The people may be there before the messages.
  await afterFirstShow();
  return (await import("./banned-people.tsx")).BannedPeople;
};
