import { WebSocket } from "ws";
import type { Person } from "../attacker/target.ts";

type Frame = Readonly<Record<string, unknown>> & { readonly type: string };

export interface BystanderOptions {
  readonly person: Person;
  /** `ws://…/ws` */
  readonly url: string;
  readonly address: string;
  readonly room: number;
  readonly closed: (code: number) => void;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const patienceMs = 10_000;
const retryMs = 200;

/** Somebody who sits in a room and says something now and then; who is cut off comes back. */
export class Bystander {
  readonly #options: BystanderOptions;
  readonly #acks = new Map<string, Waiting>();
  #socket: WebSocket | undefined;
  #joined = false;
  #count = 0;
  #stopped = false;
  serverId: string | undefined;

  constructor(options: BystanderOptions) {
    this.#options = options;
  }

  get joined(): boolean {
    return this.#joined;
  }

  connect(): void {
    const { url, person, room, address } = this.#options;
    const socket = openSocket(url, address);
    this.#socket = socket;
    socket.on("open", () => {
      socket.send(JSON.stringify({ type: "auth", token: person.token }));
      socket.send(JSON.stringify({ type: "join_room", room_id: room }));
    });
    socket.on("message", (data) => this.#receive((data as Buffer).toString()));
    socket.on("error", () => undefined);
    socket.on("close", (code) => this.#closed(code));
  }

  /** Resolves when what was said is acked. */
  say(content: string): Promise<void> {
    const { room, person } = this.#options;
    const client_msg_id = `${person.username}-${process.pid}-${++this.#count}`;
    return withDeadline("unanswered", (resolve, reject) => {
      if (!this.#joined) return reject(new Error("cut off"));
      this.#acks.set(client_msg_id, { resolve, reject });
      this.#socket?.send(JSON.stringify({ type: "send_message", room_id: room, content, client_msg_id }));
    }).finally(() => this.#acks.delete(client_msg_id));
  }

  /** Resolves when one more socket, opened for it, is authenticated. */
  connectOnceMore(): Promise<void> {
    const { url, person, address } = this.#options;
    const socket = openSocket(url, address);
    return withDeadline("unanswered", (resolve, reject) => {
      socket.on("open", () => socket.send(JSON.stringify({ type: "auth", token: person.token })));
      socket.on("unexpected-response", (_request, response) => reject(new Error(String(response.statusCode))));
      socket.on("error", (error) => reject(error));
      socket.on("close", (code) => reject(new Error(`closed ${code}`)));
      socket.on("message", (data) => {
        const { type } = JSON.parse((data as Buffer).toString()) as Frame;
        if (type === "success") resolve();
      });
    }).finally(() => socket.terminate());
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
  }

  #receive(text: string): void {
    // Whatever the attacker says in this room comes here too: only a look at the beginning tells what is ours.
    if (!/^\{"type":"(success|room_joined|message_ack|error)"/.test(text)) return;
    const frame = JSON.parse(text) as Frame;
    if (frame.type === "success") this.serverId = String(frame["server_id"]);
    else if (frame.type === "room_joined") this.#joined = true;
    else if (frame.type === "message_ack") this.#acks.get(String(frame["client_msg_id"]))?.resolve();
    else this.#acks.get(String(frame["client_msg_id"]))?.reject(new Error(String(frame["code"])));
  }

  #closed(code: number): void {
    this.#joined = false;
    for (const { reject } of this.#acks.values()) reject(new Error("cut off"));
    if (this.#stopped) return;
    this.#options.closed(code);
    setTimeout(() => this.connect(), retryMs);
  }
}

function openSocket(url: string, address: string): WebSocket {
  return new WebSocket(url, {
    headers: { "X-Forwarded-For": address },
    handshakeTimeout: patienceMs,
    perMessageDeflate: false,
  });
}

function withDeadline(
  what: string,
  begin: (resolve: () => void, reject: (error: Error) => void) => void,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(what)), patienceMs);
    const end =
      <Value extends unknown[]>(how: (...value: Value) => void) =>
      (...value: Value) => {
        clearTimeout(timer);
        how(...value);
      };
    begin(end(resolve), end(reject));
  });
}
