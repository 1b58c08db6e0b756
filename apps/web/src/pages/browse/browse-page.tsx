import { ChevronLeft, Plus, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useClient } from "../../client/use-client.ts";
import { useMe } from "../../client/use-me.ts";
import { useRoomSearch } from "../../client/use-room-search.ts";
import { useTitle } from "../../client/use-title.ts";
import { useWatch } from "../../client/use-watch.ts";
import { navigate } from "../../navigation/navigate.ts";
import { NewRoomDialog } from "../../rooms/new-room-dialog.tsx";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { phoneWidth } from "../../ui/media.ts";
import { useMedia } from "../../ui/use-media.ts";
import { BrowseResults } from "./browse-results.tsx";

/** All rooms that one may see, to join one; the welcome of those who are in none. */
export function BrowsePage({
  isWelcome = false,
  banner,
}: {
  isWelcome?: boolean;
  /** What is said to everybody. */
  banner: ReactNode;
}) {
  const { myRooms } = useClient();
  const me = useMe();
  const mine = useWatch(myRooms.state);
  const isPhone = useMedia(phoneWidth);
  const [text, setText] = useState("");
  const [isMaking, setMaking] = useState(false);
  const search = useRoomSearch(text.trim(), { whenEmpty: "all" });
  useTitle(isWelcome ? undefined : t.ui.browseRooms);
  return (
    <main tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-5 phone:px-2">
        {isPhone && (
          <IconButton icon={ChevronLeft} label={later.pages.back} onClick={() => navigate({ page: "home" })} />
        )}
        <h1 className="text-base">{isWelcome ? later.browse.welcome(me.username) : t.ui.browseRooms}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto pb-[env(safe-area-inset-bottom)]">
        <div className="mx-auto max-w-2xl px-5 py-6 phone:px-4">
          {isWelcome && <p className="mb-5 text-soft">{later.browse.welcomeSays}</p>}
          <div className="mb-4 flex gap-2">
            <div className="relative flex-1">
              <Search
                size={15}
                aria-hidden
                className="pointer-events-none absolute inset-y-0 start-3 my-auto text-soft"
              />
              <input
                type="search"
                aria-label={later.browse.search}
                placeholder={later.browse.search}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="h-9 w-full rounded-lg border border-edge bg-raised pe-3 ps-9 outline-offset-0 touch:h-11"
              />
            </div>
            <Button onClick={() => setMaking(true)}>
              <Plus size={15} aria-hidden />
              {t.ui.newRoom}
            </Button>
          </div>
          {banner}
          <BrowseResults search={search} query={text.trim()} mine={mine.rooms} />
        </div>
      </div>
      {isMaking && <NewRoomDialog name={text.trim()} onClose={() => setMaking(false)} />}
    </main>
  );
}
