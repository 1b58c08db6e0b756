import { Gauge } from "prom-client";
import type { Broker } from "../broker/broker.ts";
import type { ChatDatabase } from "../db/open-chat-database.ts";
import type { RoomSignals } from "../delivery/room-signals.ts";
import type { FairUse } from "../fair-use/fair-use.ts";
import { Turns } from "../fair-use/turns.ts";
import { BoundedCache } from "../identity/bounded-cache.ts";
import type { UserDirectory } from "../identity/user-directory.ts";
import {
  maxCachedDirectRooms,
  maxSearchesAtOnce,
  maxSearchesOfPerson,
  maxWaitingSearches,
  searchRetryMs,
} from "../limits.ts";
import type { MessageContext } from "../messages/message-context.ts";
import { ReadMarks } from "../messages/read-marks.ts";
import type { People } from "../people/people.ts";
import { tellBlocksChanged } from "../people/tell-blocks-changed.ts";
import { tellRead } from "../people/receipts/tell-read.ts";
import { tellThreadRead } from "../people/receipts/tell-thread-read.ts";
import type { Presence } from "../presence/presence.ts";
import type { LogWriter } from "../room-log/append/log-writer.ts";
import { getRoomToRead } from "../rooms/get-room.ts";
import { toDirectKey } from "../rooms/direct/to-direct-key.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import { selectDirectRoom, selectRoomByName } from "../rooms/room-queries.ts";
import type { AvatarContext } from "../files/avatars/avatar-context.ts";
import { readWriters } from "../rooms/moderation/mute-queries.ts";
import type { SearchContext } from "../search/search-messages.ts";
import type { StemsOf } from "../search/words/stemmers.ts";
import type { Files } from "./open-files.ts";
import type { Instance } from "./instance.ts";
import type { UserServiceCalls } from "./open-user-service.ts";

interface Parts {
  readonly db: ChatDatabase;
  readonly log: LogWriter;
  readonly fairUse: FairUse;
  readonly users: UserDirectory;
  readonly broker: Broker;
  readonly people: People;
  readonly signals: RoomSignals;
  readonly presence: Presence;
  readonly stemsOf: StemsOf;
  readonly files: Files;
  readonly userService: UserServiceCalls;
}

/** What the use cases of rooms and of messages work on. */
export function openUseCases(
  { config, metrics: { registry, caches } }: Instance,
  { db, log, fairUse, users, broker, people, signals, presence, stemsOf, files, userService }: Parts,
): { rooms: RoomContext; messages: MessageContext; search: SearchContext; files: AvatarContext } {
  const directRooms = new BoundedCache<string, number>(maxCachedDirectRooms);
  caches.set("direct_rooms", directRooms);
  const readMarks = new ReadMarks(db, tellRead({ tell: people.tell, signals, presence }));
  const turns = new Turns({
    atOnce: maxSearchesAtOnce,
    maxWaiting: maxWaitingSearches,
    maxWaitingOfPerson: maxSearchesOfPerson,
    overloaded: "Too many searches wait at the moment",
    retryAfterMs: searchRetryMs,
  });
  gauge("searches_waiting", "Searches for messages that wait for others.", () => turns.waiting);
  gauge("known_direct_rooms", "Direct rooms remembered by their pair of people.", () => directRooms.size);
  gauge("read_marks_waiting", "Read marks that wait for the query that moves them.", () => readMarks.waiting);

  const seeRoom = (userId: number, roomId: number) => getRoomToRead(db, userId, roomId);
  return {
    rooms: { db, log, fairUse, users, directRooms, tellBlocksChanged: tellBlocksChanged(people.tell, broker) },
    messages: {
      db,
      log,
      fairUse,
      users,
      readMarks,
      tellThreadRead: tellThreadRead(people.tell),
      seeRoom,
      editHistory: config.editHistory,
    },
    search: {
      db,
      fairUse,
      stemsOf,
      turns,
      idsOf: (usernames) => users.idsOf(usernames),
      roomNamed: (name, userId) => selectRoomByName(db, name, userId),
      directRoom: (userId, otherId) => selectDirectRoom(db, toDirectKey(userId, otherId)),
      seeRoom,
    },
    files: {
      ...files,
      db,
      log,
      fairUse,
      seeRoom,
      mayWrite: async (roomId, actor) => (await readWriters(db, [{ roomId, actor }])).size > 0,
      tellAvatar: (avatar) => userService.setAvatar(avatar),
    },
  };

  function gauge(name: string, help: string, read: () => number): void {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        made.set(read());
      },
    });
  }
}
