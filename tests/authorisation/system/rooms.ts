import { type Actor, actors, isLive } from "./actors.ts";
import { type Answer, fetchJson } from "./call-rest.ts";
import type { People, Person } from "./people.ts";

export const roomKinds = ["public", "private", "direct", "announcements"] as const;
export type RoomKind = (typeof roomKinds)[number];

/** A room as one column of the matrix meets it. */
export interface Room {
  readonly id: number;
  readonly name: string;
  /** A message that its column wrote when it could; in rooms where it never could, somebody else's. */
  readonly ownSeq: number;
  /** Somebody else's. */
  readonly otherSeq: number;
  /** A file that somebody else sent there. */
  readonly file: SentFile;
}

export interface SentFile {
  readonly id: string;
  readonly url: string;
}

export type Rooms = (actor: Actor) => Room;

let made = 0;

/** Makes what operations are about, past what is tried: as whoever may, on the first chat instance. */
export class RoomMaker {
  readonly #base: string;
  readonly #people: People;

  constructor(chat: string, people: People) {
    this.#base = chat;
    this.#people = people;
  }

  /** A room with everybody in their places; a new one, if it has a name. `silent`: nobody has written in it. */
  make(kind: RoomKind, { silent = false } = {}): Promise<Rooms> {
    if (kind === "direct") return this.#direct();
    return kind === "announcements" ? this.#announcements() : this.#named(kind, silent);
  }

  async #as({ token }: Person, method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetchJson(`${this.#base}/api/v1${path}`, { method, token, body });
    if (answer.outcome === "ok") return answer;
    throw new Error(`${method} ${path} was answered ${JSON.stringify(answer)}`);
  }

  async #say(who: Person, roomId: number): Promise<number> {
    return Number((await this.#as(who, "POST", `/rooms/${roomId}/messages`, { content: "hello" })).body["seq"]);
  }

  async #sayWithFile(who: Person, roomId: number): Promise<SentFile> {
    const response = await fetch(`${this.#base}/api/v1/rooms/${roomId}/files?name=a.txt`, {
      method: "POST",
      headers: { authorization: `Bearer ${who.token}` },
      body: "hello",
    });
    const file = (await response.json()) as SentFile;
    await this.#as(who, "POST", `/rooms/${roomId}/messages`, { content: "", attachment_ids: [file.id] });
    return file;
  }

  async #named(type: "public" | "private", silent: boolean): Promise<Rooms> {
    const { actors: people, author, deputy } = this.#people;
    const { owner, stranger, banned, muted, admin, member, blocked } = people;
    made += 1;
    const name = `room ${made}`;
    const id = Number((await this.#as(owner, "POST", "/rooms", { name, type })).body["id"]);
    const add = ({ id: user_id }: Person, role = "member") =>
      this.#as(owner, "POST", `/rooms/${id}/members`, { user_id, role });
    const passing = silent ? [] : [stranger, people["server admin"], banned];
    await Promise.all([
      ...[member, muted, blocked, author, ...passing].map((person) => add(person)),
      // Their tokens shall be what keeps them out, and nothing else.
      ...[admin, deputy, people["expired token"], people["revoked session"]].map((person) => add(person, "admin")),
    ]);
    const own = new Map<Actor, number>();
    const otherSeq = silent ? 0 : await this.#say(author, id);
    const file = silent ? { id: "0", url: "" } : await this.#sayWithFile(author, id);
    if (!silent)
      await Promise.all(liveOf(people).map(async ([actor, one]) => own.set(actor, await this.#say(one, id))));
    await Promise.all([
      ...passing.map((one) => this.#as(owner, "DELETE", `/rooms/${id}/members/${one.id}`)),
      this.#as(owner, "PUT", `/rooms/${id}/members/${muted.id}/mute`, {}),
    ]);
    await this.#as(owner, "POST", `/rooms/${id}/bans`, { user_id: banned.id });
    return (actor) => ({ id, name, otherSeq, file, ownSeq: own.get(actor) ?? otherSeq });
  }

  /** "member" and "blocked" have one with "peer", written to before the block; to the others that of "member" is foreign. */
  async #direct(): Promise<Rooms> {
    const { actors: people, peer } = this.#people;
    const open = async (person: Person): Promise<Room> => {
      const id = Number((await this.#as(person, "POST", `/users/${peer.id}/dm`, {})).body["id"]);
      const file = await this.#sayWithFile(peer, id);
      return { id, name: "", file, ownSeq: await this.#say(person, id), otherSeq: await this.#say(peer, id) };
    };
    const [member, blocked] = await Promise.all([open(people.member), open(people.blocked)]);
    await this.#as(peer, "PUT", `/users/me/blocks/${people.blocked.id}`, {});
    const foreign = { ...member, ownSeq: member.otherSeq };
    return (actor) => (actor === "member" ? member : actor === "blocked" ? blocked : foreign);
  }

  /** Everybody has joined them. */
  async #announcements(): Promise<Rooms> {
    const people = this.#people.actors;
    await Promise.all(liveOf(people).map(([, person]) => this.#as(person, "POST", "/rooms/2/join", {})));
    const seq = await this.#say(people["server admin"], 2);
    const file = await this.#sayWithFile(people["server admin"], 2);
    return () => ({ id: 2, name: "announcements", ownSeq: seq, otherSeq: seq, file });
  }
}

function liveOf(people: People["actors"]): [Actor, Person][] {
  return actors.filter(isLive).map((actor) => [actor, people[actor]]);
}
