export interface Person {
  readonly id: number;
  readonly username: string;
  readonly token: string;
}

export const password = "correct horse battery";

export async function register(users: string, username: string): Promise<Person> {
  const body = { email: `${username}@example.org`, username, password };
  const { user, token } = (await ask(`${users}/api/v1/users/register`, { body })) as {
    user: { id: number };
    token: string;
  };
  return { id: user.id, username, token };
}

/** POSTs JSON; answers it. */
export async function ask(
  url: string,
  { body, token, traceparent }: { body: object; token?: string; traceparent?: string },
): Promise<Readonly<Record<string, unknown>>> {
  const headers = {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const json = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(json)}`);
  return json;
}

type Frame = Readonly<Record<string, unknown>>;

/** A socket of somebody who has joined the room. */
export class JoinedSocket {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  #wake: () => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#frames.push(JSON.parse(String(data)) as Frame);
      this.#wake();
    });
  }

  static async open(chat: string, { token }: Person, roomId: number): Promise<JoinedSocket> {
    const socket = new WebSocket(`${chat.replace("http", "ws")}/ws`);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve, { once: true });
      socket.addEventListener("error", () => reject(new Error("the socket was refused")), { once: true });
    });
    const joined = new JoinedSocket(socket);
    joined.send({ type: "auth", token });
    joined.send({ type: "join_room", room_id: roomId });
    await joined.next(({ type }) => type === "room_joined");
    return joined;
  }

  send(frame: object): void {
    this.#socket.send(JSON.stringify(frame));
  }

  /** The first frame that fits, of those that came and come; the test's own time-out ends the wait. */
  async next(fits: (frame: Frame) => boolean): Promise<Frame> {
    for (;;) {
      const refused = this.#frames.find(({ type }) => type === "error");
      if (refused !== undefined) throw new Error(JSON.stringify(refused));
      const found = this.#frames.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  close(): void {
    this.#socket.close();
  }
}
