import type { ReactNode } from "react";
import { MicOff } from "lucide-react";
import { PresentFace } from "../../names/present-face.tsx";
import { t } from "../../strings/t.ts";
import { untilWords } from "../../ui/time/until-words.ts";
import { isMuted } from "../actions/is-muted.ts";
import type { ListedPerson } from "./listed-person.ts";

export function PersonRow({
  person,
  isHere,
  actions,
}: {
  person: ListedPerson;
  isHere: boolean;
  /** What can be done for this person. */
  actions: ReactNode;
}) {
  const muted = isMuted(person.mutedUntil) ? t.people.panel.muted(untilWords(person.mutedUntil)) : undefined;
  return (
    <li className="group relative flex h-9.5 items-center gap-2.5 rounded-lg px-2 touch:h-11">
      <PresentFace userId={person.userId} said={person.name} size={24} isHere={isHere} />
      <span
        className={`min-w-0 flex-1 truncate ${isHere ? "" : "text-soft"}`}
        title={person.name === person.username ? person.name : `${person.name} @${person.username}`}
      >
        {person.name}
      </span>
      {muted !== undefined && (
        <span title={muted} className="text-soft">
          <MicOff size={14} aria-hidden />
          <span className="sr-only">{muted}</span>
        </span>
      )}
      {person.role !== undefined && person.role !== "member" && (
        <span className="text-small text-soft">{t.people.roles[person.role]}</span>
      )}
      <span className="flex pointer-fine:absolute pointer-fine:end-1">{actions}</span>
    </li>
  );
}
