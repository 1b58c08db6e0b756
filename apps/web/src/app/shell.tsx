import { useEffect } from "react";
import { AnnouncementBanner } from "../announcements/announcement-banner.tsx";
import { useAnnouncements } from "../announcements/use-announcements.ts";
import { useClient } from "../client/use-client.ts";
import { useWatch } from "../client/use-watch.ts";
import { navigate } from "../navigation/navigate.ts";
import { useRoute } from "../navigation/use-route.ts";
import { HomePage } from "../pages/home-page.tsx";
import { RoomPage } from "../pages/room/room-page.tsx";
import { Sidebar } from "../sidebar/sidebar.tsx";
import { t } from "../strings/t.ts";
import { afterFirstShow } from "../ui/later/after-first-show.ts";
import { LaterPage } from "../ui/later/later-page.tsx";
import { QuietPart } from "../ui/later/quiet-part.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";
import { useFirstRoom } from "./use-first-room.ts";
import { useMarkAllRead } from "./use-mark-all-read.ts";
import { useWake } from "./use-wake.ts";

/** The panes: the rooms, and what is open. A phone shows one of them. */
export function Shell() {
  const route = useRoute();
  const { myRooms, threads } = useClient();
  const { rooms } = useWatch(myRooms.state);
  const isPhone = useMedia(phoneWidth);
  const isAuthPage = route.page === "sign-in" || route.page === "sign-up";
  useWake();
  useMarkAllRead();
  useEffect(() => void afterFirstShow().then(() => threads.want()), [threads]);
  useEffect(() => {
    if (isAuthPage) navigate({ page: "home" }, "replace");
  }, [isAuthPage]);

  const openRoomId = route.page === "room" ? route.roomId : undefined;
  const announcements = useAnnouncements(openRoomId);
  const isHome = route.page === "home" || isAuthPage;
  const isList = isPhone && isHome;
  const banner = <AnnouncementBanner announcements={announcements} />;
  // Over what is below a page's header, so that nothing moves.
  const over = <div className="absolute inset-x-2.5 top-14 z-30 mx-auto max-w-xl">{banner}</div>;
  const sidebar = <Sidebar route={route} hasNews={announcements.isUnread} banner={isList && banner} />;
  useFirstRoom(isPhone && route.page === "home");
  return (
    <div className="flex h-full pt-[env(safe-area-inset-top)] pl-[env(safe-area-inset-left)] pr-[env(safe-area-inset-right)]">
      {isList && (
        <main tabIndex={-1} className="flex min-w-0 flex-1">
          <h1 className="sr-only">{t.app.yourRooms}</h1>
          {sidebar}
        </main>
      )}
      {!isPhone && sidebar}
      {!isList && (
        <div className="relative flex min-w-0 flex-1 bg-surface">
          {isHome && <HomePage banner={banner} />}
          {route.page === "browse" && <LaterPage load={loadBrowse} props={{ banner }} />}
          {route.page === "threads" && <LaterPage load={loadThreads} props={{ banner }} />}
          {route.page === "room" && <RoomPage key={route.roomId} route={route} banner={over} />}
          {route.page === "settings" && <LaterPage load={loadSettings} props={{ section: route.section, banner }} />}
          {route.page === "admin" && <LaterPage load={loadAdmin} props={{ section: route.section, banner }} />}
          {route.page === "unknown" && (
            <>
              <LaterPage load={loadUnknown} props={{}} />
              {over}
            </>
          )}
        </div>
      )}
      <QuietPart load={loadAnnouncer} props={{ rooms, openRoomId }} />
    </div>
  );
}

// Most visits need none of them.
const loadBrowse = async () => (await import("../pages/browse/browse-page.tsx")).BrowsePage;
const loadThreads = async () => (await import("../pages/threads-page.tsx")).ThreadsPage;
const loadSettings = async () => (await import("../pages/settings/settings-page.tsx")).SettingsPage;
// It says what is new since the page was opened.
const loadAnnouncer = async () => {
  await afterFirstShow();
  return (await import("../sidebar/unread-announcer.tsx")).UnreadAnnouncer;
};
const loadUnknown = async () => (await import("../pages/unknown-page.tsx")).UnknownPage;
const loadAdmin = async () => (await import("../pages/admin/admin-page.tsx")).AdminPage;
