import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { isComposing } from "../../ui/is-composing.ts";

export interface Pick {
  readonly key: string | number;
  readonly says: ReactNode;
  readonly value: string;
}

/** Finds one of many by a part of its name; arrow keys and Enter, or a click, pick it. */
export function PickList({
  label,
  listLabel,
  text,
  picks,
  note,
  onText,
  onPick,
}: {
  label: string;
  listLabel: string;
  text: string;
  picks: readonly Pick[];
  /** Said under them; empty where there is nothing to say. */
  note: string;
  onText: (text: string) => void;
  onPick: (value: string) => void;
}) {
  const listId = useId();
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, picks.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = picks[at];
    if (step !== undefined) setWanted((at + step + picks.length) % Math.max(1, picks.length));
    else if (event.key !== "Enter") return;
    else if (current !== undefined) onPick(current.value);
    event.preventDefault();
  };
  return (
    <div className="w-72 max-w-full p-1 phone:w-full">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={picks.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
        placeholder={label}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir={text === "" ? undefined : "auto"}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setWanted(0);
        }}
        onKeyDown={onKeyDown}
        className="mb-1.5 h-9 w-full rounded-lg border border-edge bg-raised px-2.5 text-mid outline-offset-0 touch:h-11 touch:text-base"
      />
      <div id={listId} role="listbox" aria-label={listLabel} className="max-h-64 overflow-y-auto">
        {picks.map((pick, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
          <div
            key={pick.key}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(pick.value)}
            className={`flex min-h-9 items-center gap-2.5 rounded-lg px-2 py-0.5 touch:min-h-11 ${index === at ? "bg-accent-soft" : "hover:bg-hover"}`}
          >
            {pick.says}
          </div>
        ))}
      </div>
      <p role="status" className="px-2 text-mid text-soft empty:hidden">
        {note}
      </p>
    </div>
  );
}
