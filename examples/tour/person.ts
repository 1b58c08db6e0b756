import { HubbubClient } from "@hubbub/client";
import { say } from "./say.ts";
import { until } from "./until.ts";

/** Somebody with a client of their own. */
export class Person {
  readonly client: HubbubClient;
  /** Behind Nginx the first three numbers decide which chat instance one talks to. */
  #network: number;

  constructor(url: string, network: number) {
    this.#network = network;
    const openSocket = (socketUrl: string): WebSocket => {
      const headers = { "X-Forwarded-For": `10.1.${this.#network}.1` };
      return new WebSocket(socketUrl, { headers });
    };
    this.client = new HubbubClient({ baseUrl: url, refreshTokenIn: "memory", openSocket });
  }

  async signUp(username: string, password: string): Promise<void> {
    await this.client.session.register({ email: `${username}@example.org`, username, password });
    await this.#connected();
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.client.session.login(name, password);
    await this.#connected();
  }

  get id(): number {
    return this.#user.id;
  }

  get name(): string {
    return this.#user.username;
  }

  /** The chat instance at the other end. */
  get instance(): string {
    const state = this.client.connection.state.snapshot();
    return state.status === "online" ? state.serverId : "none";
  }

  /** Comes back from one address after the other, until it is on another instance than that; gives up if there is none. */
  async moveAwayFrom(instance: string): Promise<void> {
    const { connection } = this.client;
    for (let tries = 0; this.instance === instance && tries < 16; tries += 1) {
      this.#network += 1;
      connection.restart();
      connection.tryNow();
      await this.#connected();
    }
    if (this.instance === instance) say(`(there is but one chat instance within reach: ${instance})`);
  }

  async #connected(): Promise<void> {
    await until("the client connected", this.client.connection.state, ({ status }) => status === "online");
  }

  get #user() {
    const state = this.client.session.state.snapshot();
    if (state.status !== "signed_in") throw new Error("nobody is signed in");
    return state.user;
  }
}
