import { Plus } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useImperativeHandle } from "react";
import { useMe } from "../../client/use-me.ts";
import { PersonFace } from "../../names/person-face.tsx";
import { PersonName } from "../../names/person-name.tsx";
import { RoomMark } from "../../rooms/room-mark.tsx";
import { RoomTitle } from "../../rooms/room-title-text.tsx";
import { later } from "../../strings/later.ts";
import { ProblemText } from "../../ui/problems/problem-text.tsx";
import { WaitingNote } from "../../ui/waiting/waiting-note.tsx";
import type { FindChoice } from "./find-choice.ts";
import type { FindKeys } from "./find-keys.ts";
import { useFind } from "./use-find.ts";

/** What was found. */
export function FindResults({
  text,
  keys,
  isEntered,
  onText,
  onCreate,
  onAt,
}: {
  text: string;
  keys: RefObject<FindKeys | null>;
  /** Enter was pressed before this was there. */
  isEntered: boolean;
  onText: (text: string) => void;
  onCreate: (name: string) => void;
  /** Which one Enter takes; -1 where there is none. */
  onAt: (at: number) => void;
}) {
  const find = useFind({ text, onText, onCreate });
  const choose = () => find.choose(find.choices[find.at]);
  useImperativeHandle(keys, () => ({ move: find.move, choose }));
  const enterNow = useEffectEvent(() => isEntered && choose());
  useEffect(() => {
    enterNow();
  }, []);
  useEffect(() => {
    onAt(find.at);
    return () => onAt(-1);
  }, [onAt, find.at]);
  return (
    <>
      <div id="find-results" role="listbox" aria-label={later.sidebar.find.found} className="mt-2">
        {find.choices.map((choice, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the find box's
          <div
            key={keyOf(choice)}
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
      {find.heldUntilMs !== undefined && <WaitingNote untilMs={find.heldUntilMs} className="px-2.5 py-1" />}
      {find.problem !== undefined && (
        <p role="alert" className="px-2.5 py-1 text-mid text-bad">
          <ProblemText problem={find.problem} />
        </p>
      )}
    </>
  );
}

function Choice({ choice }: { choice: FindChoice }) {
  const me = useMe();
  switch (choice.kind) {
    case "create":
      return (
        <>
          <Plus size={15} aria-hidden className="shrink-0 text-soft" />
          <span className="min-w-0 wrap-anywhere">
            {later.sidebar.find.start(<span className="font-name">{choice.name}</span>)}
          </span>
        </>
      );
    case "person":
      return (
        <>
          <PersonFace userId={choice.user.id} said={choice.user.username} size={24} />
          <span className="flex min-w-0 flex-1">
            <PersonName username={choice.user.username} displayName={choice.user.display_name} />
          </span>
          <span className="text-small text-soft">
            {choice.user.id === me.id ? later.sidebar.find.you : later.sidebar.find.message}
          </span>
        </>
      );
    case "mine":
    case "other":
      return (
        <>
          <RoomMark room={choice.room} />
          <span className="min-w-0 flex-1 truncate">
            <RoomTitle room={choice.room} />
          </span>
          {choice.kind === "other" && choice.room.type !== "announcement" && (
            <span className="text-small text-soft">{later.sidebar.find.join}</span>
          )}
        </>
      );
  }
}

function keyOf(choice: FindChoice): string {
  switch (choice.kind) {
    case "create":
      return "create";
    case "person":
      return `person-${choice.user.id}`;
    case "mine":
    case "other":
      return `room-${choice.room.id}`;
  }
}
