import { AppError } from "@hubbub/errors";
import { parseSearchQuery, type SearchFilter, type SearchFilterKey } from "@hubbub/text";
import type { Message, RoomType } from "@hubbub/ws-protocol";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import { type FairUse, spendSearch } from "../fair-use/fair-use.ts";
import type { Turns } from "../fair-use/turns.ts";
import { maxSearchTerms } from "../limits.ts";
import { dayStart, isTimeZone } from "./day-start.ts";
import { type HitKey, type HitsWanted, selectHits } from "./search-queries.ts";
import { type Snippet, toSnippet } from "./to-snippet.ts";
import { authorLexeme, hasLexeme } from "./words/lexeme.ts";
import type { StemsOf } from "./words/stemmers.ts";
import { toTsQuery, toWanted } from "./words/to-ts-query.ts";

export interface SearchContext {
  readonly db: ChatDatabase;
  readonly fairUse: FairUse;
  readonly stemsOf: StemsOf;
  readonly turns: Turns;
  /** By username in lower case; who is not known is left out. */
  readonly idsOf: (usernames: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** The room of that name, if the user may see it; rooms/ knows. */
  readonly roomNamed: (name: string, userId: number) => Promise<number | undefined>;
  /** That of these two people, if there is one. */
  readonly directRoom: (userId: number, otherId: number) => Promise<number | undefined>;
  /** Throws `room_not_found`, `forbidden`. */
  readonly seeRoom: (userId: number, roomId: number) => Promise<unknown>;
}

export interface SearchWanted {
  /** As it was written. */
  readonly q: string;
  /** 0: in all rooms. */
  readonly roomId: number;
  readonly sort: "new" | "best";
  /** Empty: UTC. */
  readonly tz: string;
  readonly after: HitKey | undefined;
  readonly limit: number;
}

export interface SearchResult {
  readonly message: Message;
  readonly room: { readonly id: number; readonly name: string; readonly kind: RoomType };
  readonly snippet: Snippet;
}

/**
 * Messages in rooms that somebody may read now with all that `q` asks for. Throws `invalid_argument` naming `q` or `tz`,
 * `rate_limited`, `overloaded`, `unavailable` for what takes too long, and for `roomId` what reading it throws.
 */
export async function searchMessages(
  context: SearchContext,
  userId: number,
  { q, roomId, sort, tz, after, limit }: SearchWanted,
): Promise<{ readonly results: readonly SearchResult[]; readonly next: HitKey | undefined }> {
  const { terms, filters } = parseSearchQuery(q);
  for (const filter of filters) assertUnderstood(filter);
  if (terms.length > maxSearchTerms) throw invalid(`Look for at most ${maxSearchTerms} words at a time`);
  if (tz !== "" && !isTimeZone(tz)) {
    throw new AppError("invalid_argument", "tz must be a time zone's name, such as Europe/Berlin", { field: "tz" });
  }
  const phrases = toWanted(terms, context.stemsOf);
  if (phrases.length === 0 && filters.length === 0) throw invalid("There is no word in q to look for");
  spendSearch(context.fairUse, userId);
  if (roomId !== 0) await context.seeRoom(userId, roomId);

  const valuesOf = (key: SearchFilterKey) => filters.filter((filter) => filter.key === key).map(({ value }) => value);
  const authors = await findAuthors(context, userId, valuesOf("from"));
  const rooms = await findRooms(context, userId, { names: valuesOf("in"), roomId });
  if (authors?.length === 0 || rooms?.length === 0) return { results: [], next: undefined };

  const [has, is] = [valuesOf("has"), valuesOf("is")];
  const lexemes = [
    ...(authors === undefined ? [] : [authors.map(authorLexeme)]),
    ...has.filter(isWritten).map((what) => [hasLexeme(what)]),
  ];
  const days: Pick<HitsWanted, "before" | "from"> = {
    before: earliest(valuesOf("before").map((day) => dayStart(day, tz || "UTC"))),
    from: latest(valuesOf("after").map((day) => dayStart(day, tz || "UTC", 1))),
  };
  const wanted: HitsWanted = {
    userId,
    tsQuery: toTsQuery(phrases, lexemes),
    rankQuery: toTsQuery(phrases),
    roomIds: rooms,
    ...days,
    hasReaction: has.includes("reaction"),
    isPinned: is.includes("pinned"),
    isInThread: is.includes("thread"),
    sort,
    after,
    limit,
  };
  const found = await context.turns.run(userId, () => selectHits(context.db, wanted));
  const page = found.slice(0, limit);
  return {
    results: page.map(({ message, room }) => ({
      message,
      room,
      snippet: toSnippet(message.content, phrases, context.stemsOf),
    })),
    next: found.length > limit ? page.at(-1)?.key : undefined,
  };
}

function assertUnderstood({ key, value, problem }: SearchFilter): void {
  switch (problem) {
    case undefined:
      return;
    case "empty":
      throw invalid(`${key}: needs something after it`);
    case "no_day":
      throw invalid(`${key}: takes a day as 2026-11-30, not ${JSON.stringify(value)}`);
    case "no_such_value":
      throw invalid(key === "has" ? `has: takes link, file, image or reaction` : `is: takes pinned or thread`);
  }
}

/** Undefined where nobody is named; without those whom nobody knows. */
async function findAuthors(
  { idsOf }: SearchContext,
  userId: number,
  given: readonly string[],
): Promise<readonly number[] | undefined> {
  if (given.length === 0) return undefined;
  const names = given.map((name) => name.replace(/^@/, "").toLowerCase());
  const known = await idsOf(names.filter((name) => name !== "me"));
  return [...known.values(), ...(names.includes("me") ? [userId] : [])];
}

/** Likewise; `@ada` is the direct room with her. */
async function findRooms(
  context: SearchContext,
  userId: number,
  { names, roomId }: { readonly names: readonly string[]; readonly roomId: number },
): Promise<readonly number[] | undefined> {
  if (names.length === 0) return roomId === 0 ? undefined : [roomId];
  const found = await Promise.all(names.map((name) => findRoom(context, userId, name)));
  return found.filter((id) => id !== undefined).filter((id) => roomId === 0 || id === roomId);
}

async function findRoom(
  { idsOf, roomNamed, directRoom }: SearchContext,
  userId: number,
  name: string,
): Promise<number | undefined> {
  if (!name.startsWith("@")) return roomNamed(name.replace(/^#/, ""), userId);
  const username = name.slice(1).toLowerCase();
  const otherId = username === "me" ? userId : (await idsOf([username])).get(username);
  return otherId === undefined ? undefined : directRoom(userId, otherId);
}

function isWritten(what: string): what is "link" | "file" | "image" {
  return what === "link" || what === "file" || what === "image";
}

function earliest(times: readonly Date[]): Date | undefined {
  return times.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

function latest(times: readonly Date[]): Date | undefined {
  return times.toSorted((one, other) => other.getTime() - one.getTime())[0];
}

function invalid(message: string): AppError {
  return new AppError("invalid_argument", message, { field: "q" });
}
