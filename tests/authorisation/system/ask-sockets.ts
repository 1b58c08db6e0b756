import { io, type Socket } from "socket.io-client";
import type { Cell } from "../operations/cell.ts";
import type { SocketRow } from "../operations/socket-rows.ts";
import { type Actor, isLive } from "./actors.ts";
import type { Person } from "./people.ts";
import { TestSocket } from "./test-socket.ts";

/** Asks in the name of a column, over a socket of its own. */
export interface SocketAsker {
  ask(cell: Cell, name: string, fields: Readonly<Record<string, unknown>>, row: SocketRow): Promise<string>;
  close(): void;
}

type ActorPeople = Readonly<Record<Actor, Person>>;

const isAuth = (name: string) => name === "auth" || name === "authenticate";

/**
 * Frames of the WebSocket. Who has a good token has one socket for all rows. The others' first frame is the one that is asked,
 * or stands right behind an `auth` that is refused.
 */
export function ofFrames(base: string, people: ActorPeople): SocketAsker {
  const sockets = new Map<Actor, Promise<TestSocket>>();

  async function live(actor: Actor): Promise<TestSocket> {
    const socket = await new TestSocket(base).opened();
    const outcome = await socket.ask({ type: "auth", token: people[actor].token });
    if (outcome !== "ok") throw new Error(`${actor} is answered ${outcome}`);
    return socket;
  }

  function liveSocket(actor: Actor): Promise<TestSocket> {
    const socket = sockets.get(actor) ?? live(actor);
    sockets.set(actor, socket);
    return socket;
  }

  async function asStranger({ actor, who }: Cell, frame: object): Promise<string> {
    const socket = await new TestSocket(base).opened();
    if (actor !== "anonymous") socket.send({ type: "auth", token: who.token });
    const outcome = await socket.ask(frame);
    socket.close();
    return outcome;
  }

  return {
    async ask(cell, type, fields, { joins, in: kind }) {
      const frame = { type, ...fields };
      if (!isLive(cell.actor)) return asStranger(cell, frame);
      const socket = await liveSocket(cell.actor);
      if (joins === true && kind !== undefined) await socket.ask({ type: "join_room", room_id: cell.room.id });
      return socket.ask(frame);
    },
    close: () => sockets.forEach((socket) => void socket.then((one) => one.close())),
  };
}

const patienceMs = 10_000;

/** Events of Socket.IO, likewise. */
export function ofEvents(base: string, people: ActorPeople): SocketAsker {
  const sockets = new Map<Actor, Socket>();

  function open(token: string | undefined): Socket {
    const auth = token === undefined ? {} : { token };
    return io(base, { forceNew: true, reconnection: false, transports: ["websocket"], auth });
  }

  function live(actor: Actor): Socket {
    const socket = sockets.get(actor) ?? open(people[actor].token);
    sockets.set(actor, socket);
    return socket;
  }

  return {
    async ask({ actor, who, room }, event, fields, { joins, in: kind }) {
      if (isLive(actor)) {
        const socket = live(actor);
        if (joins === true && kind !== undefined) await emit(socket, "join_room", { roomId: room.id });
        return emit(socket, event, fields);
      }
      const socket = open(actor === "anonymous" || isAuth(event) ? undefined : who.token);
      const outcome = await emit(socket, event, fields);
      socket.close();
      return outcome;
    },
    close: () => sockets.forEach((socket) => socket.close()),
  };
}

/** What acknowledges the event, or the code with which the connection is closed before. */
function emit(socket: Socket, event: string, fields: object): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once("closing", ({ code }: { code: number }) => resolve(String(code)));
    socket.once("connect_error", reject);
    socket.timeout(patienceMs).emit(event, fields, (late: Error | null, answer: { ok: boolean; code?: string }) => {
      if (late === null) resolve(answer.ok ? "ok" : String(answer.code));
      else reject(late);
    });
  });
}
