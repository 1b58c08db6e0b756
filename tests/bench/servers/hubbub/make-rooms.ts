import pg from "pg";
import type { Person } from "./person.ts";
import type { RoomSet } from "./room-set.ts";

/** As many as the service itself appends in one batch. */
const joinsACall = 200;

/** Makes a set's rooms and their members in hubbub_chat, through the function that the service calls. Answers their ids. */
export async function makeRooms(databaseUrl: string, set: RoomSet, people: readonly Person[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const ids: number[] = [];
  try {
    for (let room = 0; room < set.rooms; room += 1) {
      const [owner, ...others] = people.slice(room * set.perRoom, (room + 1) * set.perRoom);
      const name = `${set.name} ${room + 1}`;
      const id = await makeRoom(client, name, owner!);
      for (let at = 0; at < others.length; at += joinsACall) {
        await append(client, [id], "join", others.slice(at, at + joinsACall).map(toJoin(id)));
      }
      ids.push(id);
    }
  } finally {
    await client.end();
  }
  return ids;
}

async function makeRoom(client: pg.Client, name: string, owner: Person): Promise<number> {
  const { userId, username } = owner;
  const verdicts = await append(client, [], "create", [
    {
      actor_id: userId,
      client_msg_id: name,
      kind: "public",
      name,
      name_key: name,
      topic: "",
      members: [{ user_id: userId, username, role: "owner" }],
    },
  ]);
  const id = verdicts[0]?.room_id;
  if (id === undefined) throw new Error(`room ${name} was not made: ${JSON.stringify(verdicts)}`);
  return id;
}

function toJoin(roomId: number) {
  return ({ userId, username }: Person) => ({
    room_id: roomId,
    actor_id: userId,
    username,
    admin: false,
    client_msg_id: `join-${userId}`,
  });
}

interface Verdict {
  readonly room_id?: number;
  readonly no?: string;
}

async function append(client: pg.Client, roomIds: number[], step: string, items: object[]): Promise<Verdict[]> {
  const steps = JSON.stringify([{ do: step, items: items.map((item, n) => ({ n, ...item })) }]);
  const { rows } = await client.query<{ answer: { verdicts: Verdict[] } }>(
    "select append_to_log($1::bigint[], $2::jsonb) as answer",
    [roomIds, steps],
  );
  const { verdicts } = rows[0]!.answer;
  const refused = verdicts.find(({ no }) => no !== undefined);
  if (refused !== undefined) throw new Error(`${step} was refused: ${refused.no}`);
  return verdicts;
}
