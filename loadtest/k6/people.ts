import { type Account, logIn, signUp } from "./account.ts";
import { clientAddress } from "./client-address.ts";
import { createOrJoinRoom } from "./room.ts";
import { RoomSocket, type RoomSocketOptions } from "./room-socket.ts";

/** What a scenario's `setup` makes: hashing passwords is slow on purpose, and is done before anything is measured. */
export interface People {
  readonly run: string;
  readonly accounts: readonly Account[];
  readonly roomIds: readonly number[];
}

/** So many accounts and public rooms, whose names begin with `title`. Each room is somebody else's: nobody may make many in an hour. */
export function preparePeople(title: string, counts: { readonly people: number; readonly rooms: number }): People {
  const run = Date.now().toString(36);
  const prefix = title.toLowerCase().replaceAll(" ", "-");
  const accounts = Array.from({ length: counts.people }, (_, index) =>
    signUp(`${prefix}-${run}-${index + 1}`, clientAddress(index)),
  );
  const roomIds = Array.from({ length: counts.rooms }, (_, index) =>
    createOrJoinRoom(`${title} ${run} ${index + 1}`, accountOf({ accounts }, index), clientAddress(index)),
  );
  return { run, accounts, roomIds };
}

/** The account of the person with this number, from 0; numbers beyond the last begin again. */
export function accountOf({ accounts }: Pick<People, "accounts">, index: number): Account {
  const account = accounts[index % accounts.length];
  if (account === undefined) throw new Error("there are no accounts");
  return account;
}

/** A socket of a connection with this number, from 0, in a room; `people` gives it its person. */
export function openRoomSocket(
  people: People,
  connection: number,
  options: Pick<RoomSocketOptions, "roomId" | "onJoined" | "onClosed" | "resume">,
): RoomSocket {
  const account = accountOf(people, connection);
  const headers = clientAddress(connection);
  return new RoomSocket({
    ...options,
    headers,
    token: account.token,
    name: `${people.run}-${connection}-${options.resume?.seq ?? 0}`,
    renewToken: () => logIn(account.username, account.password, headers),
  });
}
