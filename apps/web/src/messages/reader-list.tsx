import type { Person, Room } from "@hubbub/ws-protocol";
import { PersonFace } from "../names/person-face.tsx";
import { useNameOf } from "../names/use-name-of.ts";
import { useRoomNames } from "../client/use-room-names.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Delayed } from "../ui/waiting/delayed.tsx";
import { SkeletonLines } from "../ui/waiting/skeleton-lines.tsx";

/** Who has read a message, by name. */
export function ReaderList({
  room,
  present,
  readers,
}: {
  room: Room;
  present: readonly Person[];
  readers: readonly number[];
}) {
  const { people, isLoading } = useRoomNames(room, present, true);
  const nameOf = useNameOf(readers);
  const named = people
    .filter(({ user_id }) => readers.includes(user_id))
    .map(({ user_id, username }) => ({ userId: user_id, name: nameOf(user_id, username) }));
  const unnamed = readers.length - named.length;
  return (
    <div tabIndex={0} className="max-h-72 w-56 max-w-full overflow-y-auto rounded-lg px-1 pb-1 text-ink">
      <h2 className="px-1 py-1 text-small text-soft">{t.messages.readers.title}</h2>
      <ul>
        {named
          .toSorted((one, other) => one.name.localeCompare(other.name))
          .map((person) => (
            <li key={person.userId} className="flex h-8.5 items-center gap-2.5 px-1 text-body">
              <PersonFace userId={person.userId} said={person.name} size={24} />
              <span className="truncate">{person.name}</span>
            </li>
          ))}
        {unnamed > 0 && !isLoading && (
          <li className="px-1 py-1 text-mid text-soft">
            {named.length === 0 ? later.messages.readers.unnamed(unnamed) : later.messages.readers.more(unnamed)}
          </li>
        )}
      </ul>
      {unnamed > 0 && isLoading && (
        <Delayed>
          <SkeletonLines label={later.messages.readers.loading} widths={[60]} />
        </Delayed>
      )}
    </div>
  );
}
