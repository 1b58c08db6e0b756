import type { Cell, Row, RpcRow } from "../operations/cell.ts";
import type { OtherRow } from "../operations/other-rows.ts";
import type { SocketRow } from "../operations/socket-rows.ts";
import { type Actor, actors, isLive } from "./actors.ts";
import { GrpcCaller } from "./call-grpc.ts";
import { type Answer, callRest } from "./call-rest.ts";
import { ofFrames, ofEvents, type SocketAsker } from "./ask-sockets.ts";
import { startPeople } from "./people.ts";
import { RoomMaker, type Room, type RoomKind, type Rooms } from "./rooms.ts";
import { type Rpc, rpcs } from "./rpcs.ts";
import { startServices } from "./services.ts";

/** Over each way that a row can be tried, what each actor saw. */
export type Seen = ReadonlyMap<string, Readonly<Record<Actor, string>>>;

export interface Trial {
  rpc(name: string, row: RpcRow): Promise<Seen>;
  frame(type: string, row: SocketRow): Promise<Seen>;
  event(name: string, row: SocketRow): Promise<Seen>;
  other(row: OtherRow): Promise<Seen>;
  /** What a caller with this secret in the place of a token gets. */
  asService(name: string, row: RpcRow, secret: string): Promise<string>;
  /** What REST answers this actor of a room that is there, and of one that is not. */
  ofHiddenRoom(name: string, row: RpcRow, actor: Actor): Promise<{ readonly there: Answer; readonly nowhere: Answer }>;
  stop(): Promise<void>;
}

const noRoom: Rooms = () => ({ id: 0, name: "", ownSeq: 0, otherSeq: 0, file: { id: "0", url: "/files/0/0" } });

/**
 * The whole system, and everybody of the matrix in it. Rooms are made on the first chat instance; what is tried is tried on the
 * second.
 */
export async function startTrial(): Promise<Trial> {
  const services = await startServices();
  const people = await startPeople(services);
  const [here, there] = services.chats;
  const make = new RoomMaker(here.http, people);
  const grpc = { users: new GrpcCaller(services.users.grpc), chats: new GrpcCaller(there.grpc) };
  const bases = { users: services.users.http, chats: there.http };
  const standing = new Map<RoomKind, Promise<Rooms>>();
  const frames = ofFrames(there.http, people.actors);
  const events = ofEvents(there.http, people.actors);

  function standingRooms(kind: RoomKind): Promise<Rooms> {
    const rooms = standing.get(kind) ?? make.make(kind);
    standing.set(kind, rooms);
    return rooms;
  }

  /** Tries a row once for each actor, one after the other. */
  async function eachActor<Asked>(
    row: Row<Asked> & Pick<RpcRow, "token">,
    ask: (cell: Cell, asked: Asked, token: string | undefined) => Promise<Answer>,
  ): Promise<Record<Actor, string>> {
    const seen: Partial<Record<Actor, string>> = {};
    const needsNew = row.newRoom !== undefined && row.in !== "direct";
    const roomsOf = (kind: RoomKind) =>
      needsNew ? make.make(kind, { silent: row.silent === true }) : standingRooms(kind);
    let rooms = row.in === undefined ? noRoom : await roomsOf(row.in);
    let isUsed = false;
    for (const actor of actors) {
      // Whom their token keeps out does not care what has become of the room.
      if (isUsed && isLive(actor) && row.in !== undefined) rooms = await roomsOf(row.in);
      const who = people.actors[actor];
      const cell: Cell = { actor, who, people, room: rooms(actor), users: services.users.http };
      const token = isLive(actor) && row.token !== undefined ? await row.token(cell) : who.token || undefined;
      const asked = await row.ask(cell);
      const answer = await ask(cell, asked, token);
      const isOk = answer.outcome === "ok";
      const isNothing = isOk && (await row.happened?.(cell, { asked, token, answer })) === false;
      seen[actor] = isNothing ? "nothing" : answer.outcome;
      isUsed = isOk && row.newRoom === "after each ok";
    }
    return seen as Record<Actor, string>;
  }

  const overGrpc = (rpc: Rpc, row: RpcRow) =>
    eachActor(row, (_cell, request, token) =>
      grpc[rpc.owner].call(rpc, request, token === undefined ? {} : { authorization: `Bearer ${token}` }),
    );

  const overSocket = async (way: string, name: string, row: SocketRow, asker: SocketAsker): Promise<Seen> =>
    new Map([
      [
        way,
        await eachActor(row, async (cell, fields) => ({ outcome: await asker.ask(cell, name, fields, row), body: {} })),
      ],
    ]);

  return {
    async rpc(name, row) {
      const rpc = rpcs.get(name);
      if (rpc === undefined) throw new Error(`there is no method ${name}`);
      const seen = new Map<string, Record<Actor, string>>();
      for (const route of rpc.routes) {
        const outcomes = await eachActor(row, (_cell, request, token) =>
          callRest(bases[rpc.owner], route, request, token),
        );
        seen.set(`${route.method} ${route.template}`, outcomes);
      }
      return seen.set("gRPC", await overGrpc(rpc, row));
    },
    frame: (type, row) => overSocket("WebSocket", type, row, frames),
    event: (name, row) => overSocket("Socket.IO", name, row, events),
    other: async (row) =>
      new Map([["HTTP", await eachActor(row, async (_cell, run) => ({ outcome: await run(there.http), body: {} }))]]),
    async asService(name, row, secret) {
      const rpc = rpcs.get(name);
      if (rpc === undefined) throw new Error(`there is no method ${name}`);
      const who = people.actors["server admin"];
      const cell: Cell = {
        actor: "server admin",
        who,
        people,
        room: noRoom("server admin"),
        users: services.users.http,
      };
      const headers = { authorization: `Bearer ${who.token}`, "hubbub-service-secret": secret };
      return (await grpc[rpc.owner].call(rpc, await row.ask(cell), headers)).outcome;
    },
    async ofHiddenRoom(name, row, actor) {
      const rpc = rpcs.get(name);
      const [route] = rpc?.routes ?? [];
      if (rpc === undefined || route === undefined || row.in === undefined) throw new Error(`${name} is of no room`);
      const who = people.actors[actor];
      const answer = async (room: Room) => {
        const request = await row.ask({ actor, who, people, room, users: services.users.http });
        return callRest(bases[rpc.owner], route, request, who.token);
      };
      const room = (await standingRooms(row.in))(actor);
      return { there: await answer(room), nowhere: await answer({ ...room, id: Number.MAX_SAFE_INTEGER }) };
    },
    async stop() {
      frames.close();
      events.close();
      for (const caller of Object.values(grpc)) caller.close();
      await services.stop();
    },
  };
}
