import { waitFor } from "@hubbub/stack/testing";
import type { Actor } from "./actors.ts";
import { fetchJson } from "./call-rest.ts";
import type { Services } from "./services.ts";

export interface Person {
  readonly id: number;
  readonly username: string;
  readonly token: string;
  readonly refreshToken: string;
}

/** Nobody: what it holds is the id of nothing. */
export const nobody: Person = { id: 0, username: "nobody", token: "", refreshToken: "" };

export const password = "correct horse battery";

/** Makes an account and signs it in. */
export async function register(users: string, username: string): Promise<Person> {
  const body = { email: `${username}@example.org`, username, password };
  return toPerson(await fetchJson(`${users}/api/v1/users/register`, { method: "POST", body }));
}

/** The same person in another session. */
export async function login(users: string, { username }: Person): Promise<Person> {
  const body = { username, password };
  return toPerson(await fetchJson(`${users}/api/v1/users/login`, { method: "POST", body }));
}

function toPerson({ outcome, body }: Awaited<ReturnType<typeof fetchJson>>): Person {
  if (outcome !== "ok") throw new Error(`nobody signed in: ${JSON.stringify(body)}`);
  const {
    user,
    token,
    refresh_token: refreshToken,
  } = body as {
    user: { id: number; username: string };
    token: string;
    refresh_token: string;
  };
  return { id: user.id, username: user.username, token, refreshToken };
}

/** Whom operations are about: they are no column of the matrix. */
export interface Others {
  /** Writes to the rooms. */
  readonly author: Person;
  /** Has blocked the column "blocked", and has a direct room with it and with "member". */
  readonly peer: Person;
  /** Has blocked it before either wrote to the other. */
  readonly silent: Person;
  /** Is a member of no room. */
  readonly subject: Person;
  /** Is a second admin of the rooms. */
  readonly deputy: Person;
  /** Has an account that is disabled and enabled. */
  readonly disabled: Person;
}

export interface People extends Others {
  readonly actors: Readonly<Record<Actor, Person>>;
}

/** One account each. Those whose token is no good any more are server admins. */
export async function startPeople(services: Services): Promise<People> {
  const users = services.users.http;
  const named = (username: string) => register(users, username);
  const [stranger, member, muted, banned, blocked] = await all(named, ["sten", "mem", "mute", "ban", "blo"]);
  const [admin, owner, serverAdmin, revoked] = await all(named, ["adm", "own", "root", "gone"]);
  const [author, peer, silent, subject, deputy, disabled] = await all(named, [
    "auth-or",
    "peer",
    "silent",
    "subj",
    "depu",
    "dis",
  ]);
  const expired = await register(services.late.http, "late");
  await services.late.stop();
  await revoke(services, revoked!);
  const blocking = `${services.chats[0].http}/api/v1/users/me/blocks/${blocked!.id}`;
  await fetchJson(blocking, { method: "PUT", token: silent!.token, body: {} });
  return {
    actors: {
      anonymous: nobody,
      stranger: stranger!,
      member: member!,
      muted: muted!,
      banned: banned!,
      blocked: blocked!,
      admin: admin!,
      owner: owner!,
      "server admin": serverAdmin!,
      "expired token": expired,
      "revoked session": revoked!,
    },
    author: author!,
    peer: peer!,
    silent: silent!,
    subject: subject!,
    deputy: deputy!,
    disabled: disabled!,
  };
}

function all(named: (username: string) => Promise<Person>, usernames: readonly string[]): Promise<Person[]> {
  return Promise.all(usernames.map(named));
}

/** Signs out, and waits until every service knows. */
async function revoke({ users, chats }: Services, { token, refreshToken }: Person): Promise<void> {
  const body = { refresh_token: refreshToken };
  await fetchJson(`${users.http}/api/v1/users/logout`, { method: "POST", body });
  for (const { http } of chats) {
    await waitFor(async () => {
      const { outcome } = await fetchJson(`${http}/api/v1/users/me/rooms`, { token });
      if (outcome !== "unauthenticated") throw new Error(`a token of an ended session is answered ${outcome}`);
    });
  }
}
