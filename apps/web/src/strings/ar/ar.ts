import type { Catalogue } from "../catalogue.ts";
import { account } from "./account.ts";
import { accountLater } from "./account-later.ts";
import { admin } from "./admin.ts";
import { announcements } from "./announcements.ts";
import { appLater } from "./app-later.ts";
import { app } from "./app.ts";
import { avatars } from "./avatars.ts";
import { browse } from "./browse.ts";
import { composerLater } from "./composer-later.ts";
import { composer } from "./composer.ts";
import { emojiLater } from "./emoji-later.ts";
import { filesLater } from "./files-later.ts";
import { files } from "./files.ts";
import { markup } from "./markup.ts";
import { markupLater } from "./markup-later.ts";
import { messagesLater } from "./messages-later.ts";
import { messages } from "./messages.ts";
import { names } from "./names.ts";
import { notices } from "./notices.ts";
import { pages } from "./pages.ts";
import { people } from "./people.ts";
import { peopleLater } from "./people-later.ts";
import { pinsLater } from "./pins-later.ts";
import { pins } from "./pins.ts";
import { room } from "./room.ts";
import { roomHeader } from "./room-header.ts";
import { roomHeaderLater } from "./room-header-later.ts";
import { roomLater } from "./room-later.ts";
import { roomsLater } from "./rooms-later.ts";
import { rooms } from "./rooms.ts";
import { search } from "./search.ts";
import { settings } from "./settings.ts";
import { sidebarLater } from "./sidebar-later.ts";
import { sidebar } from "./sidebar.ts";
import { signIn } from "./sign-in.ts";
import { suggestions } from "./suggestions.ts";
import { threadsLater } from "./threads-later.ts";
import { threads } from "./threads.ts";
import { time } from "./time.ts";
import { timelineLater } from "./timeline-later.ts";
import { timeline } from "./timeline.ts";
import { ui } from "./ui.ts";
import { uiLater } from "./ui-later.ts";

export const ar: Catalogue = {
  now: {
    account,
    app,
    composer,
    files,
    markup,
    messages,
    people,
    pins,
    room,
    roomHeader,
    rooms,
    sidebar,
    threads,
    time,
    timeline,
    ui,
  },
  later: {
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
  },
};
