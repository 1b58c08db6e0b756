import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTitle } from "../client/use-title.ts";
import { navigate } from "../navigation/navigate.ts";
import { t } from "../strings/t.ts";
import { ThreadList } from "../threads/list/thread-list.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";

/** What one follows, over all rooms. */
export function ThreadsPage({
  banner,
}: {
  /** What is said to everybody. */
  banner: ReactNode;
}) {
  const isPhone = useMedia(phoneWidth);
  useTitle(t.threads.threads);
  return (
    <main tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-5 phone:px-2">
        {isPhone && (
          <IconButton icon={ChevronLeft} label={t.ui.backToRooms} onClick={() => navigate({ page: "home" })} />
        )}
        <h1 className="text-base">{t.threads.threads}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto pb-[env(safe-area-inset-bottom)]">
        <div className="mx-auto max-w-2xl px-5 py-4 phone:px-2">
          {banner}
          <ThreadList />
        </div>
      </div>
    </main>
  );
}
