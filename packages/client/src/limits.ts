/** A request without an answer for so long is given up. */
export const requestTimeoutMs = 15_000;
/** The same of one that brings a picture of oneself or of a room. */
export const bytesTimeoutMs = 60_000;
/** A command on the socket without an answer for so long means that the connection is dead. */
export const answerTimeoutMs = 15_000;
/** From `new WebSocket` to the answer to `auth`. */
export const connectTimeoutMs = 10_000;
/** After a ping something must come within this time, or the connection is dead. */
export const pongTimeoutMs = 10_000;
/** Reconnects wait a random time between 0 and base × 2^attempt, never more than the cap. */
export const reconnectBaseMs = 500;
export const reconnectCapMs = 20_000;
/** Longer timers fire at once. */
export const longestTimerMs = 2 ** 31 - 1;
/** What the server refuses for now waits as long as it says, and up to so much longer: half the wait, at most this. */
export const retryJitterMs = 1_000;
/** What may be asked twice is asked so often in all, where the server says when to come back. */
export const patienceTries = 3;
/** And no longer than this: who waits for an answer would rather be told. */
export const patienceMs = 30_000;
/** Of an upload no byte has gone out for so long: then the connection counts as broken. */
export const uploadStalledMs = 60_000;
/** All of it is out, and no answer comes: the edge waits 120 s for one, and says so itself. */
export const uploadAnswerMs = 150_000;
/** Files of which links are asked for at a time; the server takes no more. */
export const linksAtOnce = 100;
/** A link is used until so long before its end: what is opened by it has to begin in time. */
export const linkRestMs = 2 * 60_000;
/** Links of files kept: about 400 bytes each, of twenty screens of pictures. */
export const linksKept = 1_000;
/** Edits, deletions and reactions of one room that wait for those before them. */
export const changesMaxWaiting = 50;
/** The socket rests so long where the server refuses frames and does not say for how long. */
export const socketRestMs = 1_000;
/** A connection that lived shorter than this does not reset the attempts, so that one closed at once is not hammered. */
export const stableAfterMs = 5_000;
/** An access token is renewed so long before it expires. */
export const renewBeforeMs = 60_000;
/** And never more often than this, whatever the clocks say. */
export const renewAtLeastMs = 30_000;
/** Who is signed out by the server waits so long for its word why. */
export const endReasonTimeoutMs = 3_000;
/** Messages of a user that wait to be sent, over all rooms; the same for those in a store. */
export const outboxMaxItems = 500;
/** And their text, at two bytes a UTF-16 unit: what no browser refuses to store. */
export const outboxMaxBytes = 2 * 1024 * 1024;
/** A store that does not answer for so long is passed over: sending must not wait for a disk. */
export const outboxStoreTimeoutMs = 2_000;
/** What is kept of a room's log, in items; what goes is loaded again when one scrolls or jumps there. */
export const logReach = {
  /** On each side of what is in sight: about forty screens, and 2 MB. */
  around: 2_000,
  /** So many more before any of them go, so that scrolling does not cut at every step. More than `newest`. */
  slack: 500,
  /** The newest of a room that is not shown, or is shown far above them: some screens to come back to. */
  newest: 200,
  /** Places of the log that one has jumped from, and so much on each side of what was in sight there. */
  places: 6,
  aroundPlace: 100,
};
/** Rooms whose messages stay in memory after they were left for another. */
export const roomsKept = 20;
/** Threads of a room whose replies stay in memory after they were closed. */
export const threadsKept = 5;
/** Messages of a page of history. */
export const historyPageSize = 50;
/** The server forgets that someone types after 6 s; while one types, say so again this often. */
export const typingRepeatMs = 3_000;
export const typingExpiresMs = 6_000;
/** Who stops and begins again is told of so often at most: the server takes 10 in 10 s. */
export const typingAgainMs = 1_000;
/** Rooms that are listed, those with the latest messages: about 1 KB each, in so many of the server's longest pages. */
export const myRoomsMax = 5_000;
export const myRoomsPageSize = 100;
/** The list of rooms is read again by itself at most so often; a slow answer makes it rarer. */
export const roomsReloadEveryMs = 2_000;
/** And of each of its pages at most so often: below half of the 300 lists a minute that an account may read. */
export const roomsReloadPageMs = 500;
/** And not by all who heard of one message at once: so much of the wait is random. */
export const roomsReloadJitterMs = 1_000;
/** What happened while a list was on its way and is applied to it again; past that it is read once more. */
export const replayMax = 2_000;
/** Followed threads that are listed, those with the latest replies, in so many of the server's longest pages. */
export const myThreadsMax = 200;
export const myThreadsPageSize = 100;
/** The server counts unread messages up to this. */
export const unreadMaxCount = 1_000;
/** A read mark waits so long for a later one. */
export const readMarkDelayMs = 500;
/** Read marks that go out together, and how long the next wait: below the 200 frames in 10 s that a socket may send. */
export const readMarksAtOnce = 16;
export const readMarksEveryMs = 1_000;
/** What another window has read counts so long without the server's word: twice as long as its mark waits for an answer. */
export const readElsewhereKeptMs = 30_000;
/** Whose receipts are followed: in rooms with more members the server sends none. */
export const receiptsMaxMembers = 50;
/** Announcements kept in memory. */
export const announcementsKept = 20;
/** People whom one may have blocked, as the server has it, in so many of its longest pages. */
export const blocksMax = 1_000;
export const blocksPageSize = 100;
/** People of whom something is known, besides those whose names are shown: about 200 bytes each. */
export const peopleKept = 2_000;
/** Somebody's display name is not asked for again before, whatever names them. */
export const peopleFreshMs = 10 * 60_000;
/** Those who come to be shown together are asked for together, when what was on its way has told its part of them. */
export const lookupGatherMs = 200;
/**
 * People asked for at once; so many in a row, as a page shows that opens, and then one in a while: all tabs of a person share
 * the server's LIMIT_READS (300 a minute), and reading messages is what that is for.
 */
export const lookupsAtOnce = 4;
export const lookupsBurst = 20;
export const lookupEveryMs = 3_000;
/** People of whom the server is asked to tell whether they are there; it takes no more. */
export const watchedPeopleMax = 200;
/** Those who come to be shown, and go, are asked for together. */
export const presenceGatherMs = 500;
/** After an error that does not say when to come back. */
export const presenceAgainMs = 5_000;
/** Of so many direct rooms, those with the newest events, the server tells by itself; who has more asks for each. */
export const directsToldMax = 500;
