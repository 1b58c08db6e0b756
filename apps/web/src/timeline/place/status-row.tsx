import type { ReactNode } from "react";
import type { Person } from "@hubbub/ws-protocol";
import { t } from "../../strings/t.ts";
import { TypingLine } from "../typing-line.tsx";
import type { Place } from "./use-place.ts";

/** Between the messages and where one writes, so that nothing covers text: who types, and where one is in the room. */
export function StatusRow({
  typing,
  place,
  isAtEnd,
  unread,
  isUnreadElsewhere,
  onMarkRead,
}: {
  typing: readonly Person[];
  place: Place;
  isAtEnd: boolean;
  /** What others wrote that one has not read, but for what is being read. */
  unread: number;
  /** Whether one would have to go to the first of it. */
  isUnreadElsewhere: boolean;
  onMarkRead: () => void;
}) {
  const { back } = place;
  // On a phone there is no room for all of it.
  const ifWide = back === undefined || isAtEnd ? "" : "phone:hidden";
  const parts = [
    back !== undefined && { key: "back", says: <Part onClick={back}>{t.timeline.place.back}</Part> },
    unread > 0 && {
      key: "unread",
      className: back === undefined ? "" : "phone:hidden",
      says: isUnreadElsewhere ? (
        <Part onClick={place.toUnread} title={t.timeline.place.toUnread}>
          {t.timeline.place.unread(unread)}
        </Part>
      ) : (
        <span className="px-3 phone:px-2">{t.timeline.place.unread(unread)}</span>
      ),
    },
    !isAtEnd && { key: "newest", says: <Part onClick={place.toNewest}>{t.timeline.place.toNewest}</Part> },
    unread > 0 && {
      key: "read",
      className: ifWide,
      says: (
        <Part onClick={onMarkRead}>
          {t.timeline.place.markRead}
          <kbd className="ms-1.5 font-sans text-small font-normal text-soft pointer-coarse:hidden">Esc</kbd>
        </Part>
      ),
    },
  ].filter((part) => part !== false);
  return (
    <div className="column flex h-10 shrink-0 items-center gap-3 touch:h-12">
      <div className="min-w-0 flex-1">
        {place.note === undefined ? (
          <TypingLine typing={typing} />
        ) : (
          <p role="status" className="truncate text-small text-soft">
            {t.timeline.place.notes[place.note]}
          </p>
        )}
      </div>
      {parts.length > 0 && (
        <div
          role="group"
          aria-label={t.timeline.place.label}
          className="flex h-8 shrink-0 items-center divide-x divide-line overflow-hidden rounded-full border border-line bg-raised text-mid touch:h-11"
        >
          {parts.map(({ key, className = "", says }) => (
            <div key={key} className={`flex h-full items-center ${className}`}>
              {says}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Part({ onClick, title, children }: { onClick: () => void; title?: string; children: ReactNode }) {
  return (
    <button
      type="button"
      title={title}
      onClick={onClick}
      className="flex h-full items-center px-3 phone:px-2 font-name whitespace-nowrap text-accent outline-offset-[-2px] hover:bg-hover"
    >
      {children}
    </button>
  );
}
