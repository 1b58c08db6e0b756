import type { Catalogue } from "../catalogue.ts";
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
import { notices } from "./notices.ts";
import { pages } from "./pages.ts";
import { people } from "./people.ts";
import { room } from "./room.ts";
import { roomHeader } from "./room-header.ts";
import { rooms } from "./rooms.ts";
import { settings } from "./settings.ts";
import { sidebar } from "./sidebar.ts";
import { signIn } from "./sign-in.ts";
import { time } from "./time.ts";
import { timeline } from "./timeline.ts";
import { ui } from "./ui.ts";

export const ar: Catalogue = {
  now: {
    account,
    announcements,
    app,
    browse,
    composer,
    emoji,
    markup,
    suggestions,
    messages,
    notices,
    pages,
    people,
    room,
    roomHeader,
    rooms,
    sidebar,
    signIn,
    time,
    timeline,
    ui,
  },
  later: { admin, settings },
};
