import type { Announcement } from "@hubbub/client";
import { announcementsRoomId, type Attachment } from "@hubbub/ws-protocol";
import { Megaphone, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useClient } from "../client/use-client.ts";
import { filesWords } from "../files/files-words.ts";
import { beginningOf } from "../markup/beginning-of.ts";
import { Named } from "../names/named.tsx";
import { navigate } from "../navigation/navigate.ts";
import { later } from "../strings/later.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { announcementSeq } from "./use-announcements.ts";

export function AnnouncementNote({
  last,
  more,
  onDismiss,
}: {
  last: Announcement;
  /** How many there are besides. */
  more: number;
  onDismiss: () => void;
}) {
  return (
    <div className="my-2 flex items-start gap-3 rounded-xl border border-line bg-raised py-2.5 pe-2 ps-3.5 shadow-lift">
      <span
        aria-hidden
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent"
      >
        <Megaphone size={14} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-mid text-soft">
          {later.announcements.from(
            <span className="font-name text-ink">
              <Named userId={last.user_id} said={last.username} />
            </span>,
            more,
          )}
        </p>
        <p dir="auto" className="line-clamp-3 wrap-anywhere">
          {last.content === "" ? <FilesAlone key={last.id} announcement={last} /> : beginningOf(last.content)}
        </p>
      </div>
      <Button look="text" onClick={() => navigate({ page: "room", roomId: announcementsRoomId })}>
        {later.announcements.open}
      </Button>
      <IconButton icon={X} label={later.announcements.dismiss} onClick={onDismiss} className="-my-0.5" />
    </div>
  );
}

/** What it holds where it says nothing: it is told without its files, which its message has. */
function FilesAlone({ announcement }: { announcement: Announcement }): string {
  const { messages } = useClient();
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const seq = announcementSeq(announcement);
  useEffect(() => {
    let isWanted = true;
    messages.get(announcementsRoomId, seq).then(
      ({ attachments = [] }) => isWanted && setFiles(attachments),
      // That there are files is said already.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [messages, seq]);
  return filesWords(files);
}
