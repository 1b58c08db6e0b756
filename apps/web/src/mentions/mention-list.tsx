import type { Person } from "@hubbub/ws-protocol";
import { t } from "../strings/t.ts";
import { Avatar } from "../ui/avatar.tsx";

/** Whom one may mean, above the place where one writes. */
export function MentionList({
  id,
  people,
  at,
  onPick,
}: {
  id: string;
  people: readonly Person[];
  at: number;
  onPick: (person: Person) => void;
}) {
  if (people.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t.mentions.people}
      className="absolute bottom-full start-0 z-20 mb-1.5 w-72 max-w-full rounded-xl border border-line bg-raised p-1.5 shadow-lift"
    >
      {people.map((person, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
        <div
          key={person.user_id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
          className={`flex h-9 items-center gap-2.5 rounded-lg px-2 touch:h-11 ${index === at ? "bg-accent-soft" : "hover:bg-hover"}`}
        >
          <Avatar userId={person.user_id} name={person.username} size={24} />
          <span className="truncate">{person.username}</span>
        </div>
      ))}
    </div>
  );
}
