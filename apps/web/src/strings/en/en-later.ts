import { accountLater } from "./account-later.ts";
import { admin } from "./admin.ts";
import { announcements } from "./announcements.ts";
import { appLater } from "./app-later.ts";
import { avatars } from "./avatars.ts";
import { browse } from "./browse.ts";
import { emojiLater } from "./emoji-later.ts";
import { filesLater } from "./files-later.ts";
import { markupLater } from "./markup-later.ts";
import { composerLater } from "./composer-later.ts";
import { messagesLater } from "./messages-later.ts";
import { names } from "./names.ts";
import { notices } from "./notices.ts";
import { pages } from "./pages.ts";
import { peopleLater } from "./people-later.ts";
import { pinsLater } from "./pins-later.ts";
import { roomHeaderLater } from "./room-header-later.ts";
import { roomLater } from "./room-later.ts";
import { roomsLater } from "./rooms-later.ts";
import { search } from "./search.ts";
import { settings } from "./settings.ts";
import { sidebarLater } from "./sidebar-later.ts";
import { signIn } from "./sign-in.ts";
import { suggestions } from "./suggestions.ts";
import { timelineLater } from "./timeline-later.ts";
import { uiLater } from "./ui-later.ts";
import { threadsLater } from "./threads-later.ts";

/** What the page says only in parts of it that are loaded when they are opened: `later`. */
export const enLater = {
  account: accountLater,
  admin,
  announcements,
  app: appLater,
  avatars,
  browse,
  emoji: emojiLater,
  files: filesLater,
  markup: markupLater,
  composer: composerLater,
  messages: messagesLater,
  names,
  notices,
  pages,
  people: peopleLater,
  pins: pinsLater,
  room: roomLater,
  roomHeader: roomHeaderLater,
  rooms: roomsLater,
  search,
  settings,
  sidebar: sidebarLater,
  signIn,
  suggestions,
  timeline: timelineLater,
  ui: uiLater,
  threads: threadsLater,
};
