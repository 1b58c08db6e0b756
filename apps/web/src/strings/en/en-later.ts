import { accountLater } from "./account-later.ts";
import { admin } from "./admin.ts";
import { browse } from "./browse.ts";
import { notices } from "./notices.ts";
import { messagesLater } from "./messages-later.ts";
import { names } from "./names.ts";
import { pages } from "./pages.ts";
import { peopleLater } from "./people-later.ts";
import { pinsLater } from "./pins-later.ts";
import { roomHeaderLater } from "./room-header-later.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";

/** What the page says only in parts of it that are loaded when they are opened: `later`. */
export const enLater = {
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
};
