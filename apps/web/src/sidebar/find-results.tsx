import { Plus } from "lucide-react";
import { RoomIcon } from "./room-icon.tsx";
import type { Find, FindChoice } from "./use-find.ts";

/** What was found. */
export function FindResults({ find }: { find: Find }) {
  return (
    <div id="find-results" role="listbox" aria-label="Found" className="mt-2">
      {find.choices.map((choice, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the find box's
        <div
          key={choice.kind === "create" ? "create" : choice.room.id}
          id={`find-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === find.at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => find.choose(choice)}
          className={`flex min-h-8.5 items-center gap-2.5 rounded-lg px-2.5 py-1 touch:min-h-11 ${index === find.at ? "bg-accent-soft" : "hover:bg-hover"}`}
        >
          <Choice choice={choice} />
        </div>
      ))}
    </div>
  );
}

function Choice({ choice }: { choice: FindChoice }) {
  if (choice.kind === "create") {
    return (
      <>
        <Plus size={15} aria-hidden className="shrink-0 text-soft" />
        <span className="min-w-0 wrap-anywhere">
          Start <span className="font-name">{choice.name}</span>
        </span>
      </>
    );
  }
  return (
    <>
      <RoomIcon type={choice.room.type} />
      <span className="min-w-0 flex-1 truncate">{choice.room.name}</span>
      {choice.kind === "other" && <span className="text-small text-soft">Join</span>}
    </>
  );
}
