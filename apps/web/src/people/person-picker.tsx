import type { User } from "@hubbub/client";
import { type KeyboardEvent, useId, useState } from "react";
import { useUserSearch } from "../client/use-user-search.ts";
import { later } from "../strings/later.ts";
import type { Problem } from "../ui/problems/problem.ts";
import { ProblemText } from "../ui/problems/problem-text.tsx";
import { TextField } from "../ui/text-field.tsx";
import { isComposing } from "../ui/is-composing.ts";
import { WaitingNote } from "../ui/waiting/waiting-note.tsx";
import { PersonFace } from "../names/person-face.tsx";
import { PersonName } from "../names/person-name.tsx";

/** Finds a person by the beginning of their name; arrow keys and Enter, or a click, pick one. */
export function PersonPicker({
  label,
  problem,
  noteFor,
  onPick,
}: {
  label: string;
  /** Why the last pick did not work. */
  problem: Problem | undefined;
  /** Said beside a person; `isOff` says that they cannot be picked. */
  noteFor: (user: User) => { readonly text: string; readonly isOff: boolean } | undefined;
  onPick: (user: User) => void;
}) {
  const listId = useId();
  const [text, setText] = useState("");
  const [picked, setPicked] = useState(0);
  const { status, users, heldUntilMs } = useUserSearch(text);
  const at = Math.min(picked, users.length - 1);
  const current = users[at];

  const pick = (user: User | undefined) => {
    if (user !== undefined && noteFor(user)?.isOff !== true && problem?.isHeld !== true) onPick(user);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setPicked((at + step + users.length) % Math.max(1, users.length));
    else if (event.key === "Enter") pick(status === "ready" ? current : undefined);
    else return;
    event.preventDefault();
  };

  return (
    <div>
      <TextField
        label={label}
        role="combobox"
        aria-expanded={users.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${listId}-${at}`}
        placeholder={later.ui.username}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-first
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPicked(0);
        }}
        onKeyDown={onKeyDown}
        error={problem === undefined ? undefined : <ProblemText problem={problem} />}
      />
      <div id={listId} role="listbox" aria-label={later.ui.people} className="mt-1.5 max-h-64 overflow-y-auto">
        {users.map((user, index) => {
          const note = noteFor(user);
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
            <div
              key={user.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              aria-disabled={note?.isOff}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(user)}
              className={`flex min-h-9.5 items-center gap-2.5 rounded-lg px-2 py-0.5 touch:min-h-11 ${index === at ? "bg-accent-soft" : "hover:bg-hover"} ${note?.isOff === true ? "cursor-default! text-soft" : ""}`}
            >
              <PersonFace userId={user.id} said={user.username} size={24} />
              <span className="flex min-w-0 flex-1">
                <PersonName username={user.username} displayName={user.display_name} />
              </span>
              {note !== undefined && <span className="shrink-0 text-small text-soft">{note.text}</span>}
            </div>
          );
        })}
      </div>
      {heldUntilMs !== undefined && <WaitingNote untilMs={heldUntilMs} className="px-2" />}
      <p role="status" className="px-2 text-mid text-soft">
        {hint(status, users.length, text.trim())}
      </p>
    </div>
  );
}

function hint(status: ReturnType<typeof useUserSearch>["status"], found: number, query: string): string {
  if (status === "failed") return later.people.picker.failed;
  return status === "ready" && found === 0 ? later.people.picker.nobody(query) : "";
}
