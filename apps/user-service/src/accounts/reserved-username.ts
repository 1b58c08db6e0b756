import { toUsernameSkeleton } from "./username-skeleton.ts";

/**
 * Whether a username, or a display name, would pass for something that it is not. Compared as people read it: without case, without the
 * separators, and with `0` for `o` or `1` for `l`.
 */
export function isReservedUsername(username: string): boolean {
  return reserved.has(comparable(username));
}

const reservedUsernames = [
  // Whom people obey, or tell their password.
  "admin",
  "administrator",
  "moderator",
  "mod",
  "staff",
  "support",
  "help",
  "helpdesk",
  "security",
  "official",
  // What speaks for the server itself.
  "hubbub",
  "system",
  "root",
  "sysadmin",
  "superuser",
  "announcement",
  "announcements",
  "broadcast",
  // What a mention of means many people.
  "everyone",
  "everybody",
  "all",
  "here",
  "room",
  "channel",
  // Words that stand for someone else in a route or a sentence.
  "me",
  "you",
  "deleted",
  // Mailboxes that mean a role wherever they are: RFC 2142.
  "abuse",
  "postmaster",
  "hostmaster",
  "webmaster",
  "noreply",
] as const;

const reserved: ReadonlySet<string> = new Set(reservedUsernames.map(comparable));

function comparable(username: string): string {
  return toUsernameSkeleton(username.replaceAll(/[._-]/g, ""));
}
