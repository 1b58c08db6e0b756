import type { Catalogue } from "../catalogue.ts";
import { accountLater } from "./account-later.ts";
import { account } from "./account.ts";
import { admin } from "./admin.ts";
import { announcements } from "./announcements.ts";
import { app } from "./app.ts";
import { browse } from "./browse.ts";
import { composer } from "./composer.ts";
import { emoji } from "./emoji.ts";
import { markup } from "./markup.ts";
import { suggestions } from "./suggestions.ts";
import { messages } from "./messages.ts";
import { names } from "./names.ts";
import { notices } from "./notices.ts";
import { pages } from "./pages.ts";
import { messagesLater } from "./messages-later.ts";
import { peopleLater } from "./people-later.ts";
import { people } from "./people.ts";
import { pins } from "./pins.ts";
import { room } from "./room.ts";
import { pinsLater } from "./pins-later.ts";
import { roomHeaderLater } from "./room-header-later.ts";
import { roomHeader } from "./room-header.ts";
import { rooms } from "./rooms.ts";
import { settings } from "./settings.ts";
import { sidebar } from "./sidebar.ts";
import { signIn } from "./sign-in.ts";
import { time } from "./time.ts";
import { timeline } from "./timeline.ts";
import { ui } from "./ui.ts";

export const de: Catalogue = {
  now: {
    account,
    announcements,
    app,
    composer,
    emoji,
    markup,
    suggestions,
    messages,
    people,
    pins,
    room,
    roomHeader,
    rooms,
    sidebar,
    time,
    timeline,
    ui,
  },
  later: {
    account: accountLater,
    admin,
    browse,
    notices,
    messages: messagesLater,
    names,
    pages,
    people: peopleLater,
    pins: pinsLater,
    roomHeader: roomHeaderLater,
    settings,
    signIn,
  },
};
