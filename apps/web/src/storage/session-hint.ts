import { localSetting } from "./local-setting.ts";

/**
 * Whether this browser was signed in, so that a newcomer's first page asks the server nothing. It is no credential: that
 * is the cookie, which no script can read. Other tabs watch it to sign out together.
 */
export const sessionHint = localSetting("signed-in");
