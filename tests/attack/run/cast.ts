import type { Person, TargetInfo } from "../attacker/target.ts";
import { ask } from "../bystanders/ask.ts";
import { signUp } from "../system/sign-up.ts";

export interface Cast {
  readonly bystanders: readonly Person[];
  /** One for each attack, so that none is refused for what another did. */
  readonly attackers: readonly Person[];
  readonly strangers: readonly Person[];
  /** Public, and the bystanders' own. */
  readonly room: number;
}

/** Each speaks once a second at most; so many make an ack each 50 ms. */
const bystanderCount = 20;
const strangerCount = 100;

/** Makes everybody and their room. */
export async function makeCast(url: string, attackers: number): Promise<Cast> {
  const people = await signUp(url, bystanderCount + attackers + strangerCount);
  const bystanders = people.slice(0, bystanderCount);
  const room = await makeRoom(url, bystanders[0]!, { name: `bystanders ${process.pid}`, type: "public" });
  return {
    bystanders,
    attackers: people.slice(bystanderCount, bystanderCount + attackers),
    strangers: people.slice(bystanderCount + attackers),
    room,
  };
}

/** What the attacker `index` needs beforehand, and is told. Its address is in the bystanders' network, so that Nginx gives it their instance. */
export async function prepareAttacker(url: string, cast: Cast, index: number): Promise<TargetInfo> {
  const me = cast.attackers[index]!;
  const { room } = cast;
  const { hostname, port } = new URL(url);
  const post = (path: string, body: object) =>
    ask({ url, method: "POST", path, address: addressOf(me), token: me.token, body });
  await post(`/api/v1/rooms/${room}/join`, {});
  const { seq } = JSON.parse(await post(`/api/v1/rooms/${room}/messages`, { content: "hello" })) as { seq: number };
  return {
    host: hostname,
    port: Number(port),
    address: `203.0.113.${1 + index}`,
    me,
    room,
    seq,
    ownRoom: await makeRoom(url, me, { name: `of ${me.username}`, type: "private" }),
    strangers: cast.strangers.map(({ userId, username }) => ({ userId, username })),
  };
}

async function makeRoom(url: string, person: Person, body: object): Promise<number> {
  const path = "/api/v1/rooms";
  const answer = await ask({ url, method: "POST", path, address: addressOf(person), token: person.token, body });
  return (JSON.parse(answer) as { id: number }).id;
}

function addressOf({ userId }: Person): string {
  return `198.19.${(userId >> 8) & 255}.${userId & 255}`;
}
