import { RawSocket } from "./raw-socket.ts";

/** Somebody without a client: fetch for REST, and one WebSocket. */
export class RawPerson {
  readonly #url: string;
  #account: SignedUp | undefined;
  #socket: RawSocket | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async signUp(username: string, password: string): Promise<void> {
    const account = { email: `${username}@example.org`, username, password };
    this.#account = await this.call<SignedUp>("POST", "/users/register", account);
    this.#socket = await RawSocket.open(this.#url, this.#account.token);
  }

  get id(): number {
    return this.#signedUp.user.id;
  }

  get name(): string {
    return this.#signedUp.user.username;
  }

  get socket(): RawSocket {
    if (this.#socket === undefined) throw new Error("nobody is connected");
    return this.#socket;
  }

  /** Over REST: gives what the server answers, and fails where it refuses. */
  async call<Answer>(method: "GET" | "POST", path: string, body?: object): Promise<Answer> {
    const headers = {
      "content-type": "application/json",
      ...(this.#account === undefined ? {} : { authorization: `Bearer ${this.#account.token}` }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.#url}/api/v1${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  close(): void {
    this.#socket?.close();
  }

  get #signedUp(): SignedUp {
    if (this.#account === undefined) throw new Error("nobody has signed up");
    return this.#account;
  }
}

interface SignedUp {
  readonly token: string;
  readonly user: { readonly id: number; readonly username: string };
}
