import { LaterPart } from "../ui/later/later-part.tsx";
import type { Announcements } from "./use-announcements.ts";

/** Says the newest announcement wherever one is, until it is opened or dismissed. */
export function AnnouncementBanner({ announcements: { fresh, dismiss } }: { announcements: Announcements }) {
  const last = fresh.at(-1);
  return (
    <div role="status">
      {last !== undefined && (
        <LaterPart load={loadNote} props={{ last, more: fresh.length - 1, onDismiss: dismiss }} waiting={null} />
      )}
    </div>
  );
}

const loadNote = async () => (await import("./announcement-note.tsx")).AnnouncementNote;
