import { isStorageOpen, localSetting } from "./local-setting.ts";

/** `ended`: by the server, so that a page that is loaded again still says so. `unknown`: the browser does not let us look. */
export type SessionHint = "signed-in" | "ended" | "none" | "unknown";

const setting = localSetting("signed-in");
const values = { "signed-in": "1", ended: "ended" } as const;
/** As long as browsers keep any cookie. */
const maxAgeSeconds = 400 * 24 * 60 * 60;

/**
 * Whether this browser was signed in, so that a newcomer's first page asks the server nothing. It is no credential: that is
 * the cookie, which no script can read. Other tabs watch it to sign out together. It has a cookie of its own besides: local
 * storage may be full or closed to the page where cookies, and so the session, are kept.
 */
export const sessionHint = {
  read(): SessionHint {
    const kept = setting.read() ?? readCookie();
    return kept === undefined ? (isStorageOpen() ? "none" : "unknown") : toHint(kept);
  },
  /** Calls `listener` with what another tab writes; returns the way to stop. */
  follow(listener: (hint: SessionHint) => void): () => void {
    return setting.follow((value) => listener(toHint(value)));
  },
  write(hint: Exclude<SessionHint, "unknown">): void {
    const value = hint === "none" ? undefined : values[hint];
    setting.write(value);
    writeCookie(value);
  },
};

function toHint(value: string | undefined): SessionHint {
  if (value === undefined) return "none";
  return value === values.ended ? "ended" : "signed-in";
}

function readCookie(): string | undefined {
  const prefix = `${setting.key}=`;
  const cookies = document.cookie.split("; ");
  return cookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
}

function writeCookie(value: string | undefined): void {
  if (value === readCookie()) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const maxAge = value === undefined ? 0 : maxAgeSeconds;
  document.cookie = `${setting.key}=${value ?? ""}; Path=/; Max-Age=${maxAge}; SameSite=Strict${secure}`;
}
