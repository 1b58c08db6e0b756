import { localSetting } from "./local-setting.ts";

/**
 * Why the server ended this browser's session, a sentence: it says so once, to the tab that asks first. For the other tabs,
 * and for a page that is loaded again.
 */
export const sessionEnd = localSetting("session-end");
