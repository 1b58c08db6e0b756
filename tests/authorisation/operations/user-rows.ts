import { randomUUID } from "node:crypto";
import { isLive } from "../system/actors.ts";
import { fetchJson } from "../system/call-rest.ts";
import { login, nobody, password, type Person, register } from "../system/people.ts";
import type { Request } from "../system/rpcs.ts";
import type { Cell, RpcRow, Rows, Tried } from "./cell.ts";

const aName = () => `p-${randomUUID().slice(0, 12)}`;

/** A session that the row may end; of who holds no good one, what they hold. */
async function anotherSession({ actor, who, users }: Cell): Promise<Person> {
  return isLive(actor) || actor === "expired token" ? login(users, who) : who;
}

const newSession = async ({ users, who }: Cell) => (await login(users, who)).token;
const newPerson = async ({ users }: Cell) => (await register(users, aName())).token;

const tokenEnded = async ({ users }: Cell, { token }: Tried<Request>) =>
  (await fetchJson(`${users}/api/v1/users/me`, { token })).outcome === "unauthenticated";

const refreshTokenEnded = async ({ users }: Cell, { asked }: Tried<Request>) =>
  (await fetchJson(`${users}/api/v1/users/refresh`, { method: "POST", body: asked })).outcome === "unauthenticated";

/** Whether this person's list has lost the session that was asked for. */
const sessionEnded =
  (of: (cell: Cell) => Person) =>
  async (cell: Cell, { asked }: Tried<Request>) => {
    const { body } = await fetchJson(`${cell.users}/api/v1/users/me/sessions`, { token: of(cell).token });
    return !(body["sessions"] as { id: string }[]).some(({ id }) => id === asked["id"]);
  };

/** Methods of accounts and sessions that people call. */
export const userRows: Readonly<Record<string, Rows<RpcRow>>> = {
  "UserService.Register": {
    "": {
      ask: () => {
        const username = aName();
        return { username, email: `${username}@example.org`, password };
      },
    },
  },
  "UserService.Login": {
    "": { ask: ({ people }) => ({ username: people.author.username, password }) },
    "with a wrong password": { ask: ({ people }) => ({ username: people.author.username, password: "not this one" }) },
  },
  "UserService.Refresh": {
    "one's own token": { ask: async (cell) => ({ refresh_token: (await anotherSession(cell)).refreshToken }) },
  },
  "UserService.Logout": {
    "one's own token": {
      ask: async (cell) => ({ refresh_token: (await anotherSession(cell)).refreshToken }),
      happened: refreshTokenEnded,
    },
    "the access token": { ask: () => ({}), token: newSession, happened: tokenEnded },
  },
  "UserService.GetMe": { "": { ask: () => ({}) } },
  "UserService.UpdateMe": {
    "display name": { ask: () => ({ display_name: aName() }) },
    "password, with a wrong one": { ask: () => ({ password: "a new one of mine", current_password: "not this one" }) },
  },
  "UserService.DeleteMe": {
    "with a wrong password": { ask: () => ({ current_password: "not this one" }) },
    "somebody new": {
      ask: () => ({ current_password: password }),
      token: newPerson,
      happened: tokenEnded,
    },
  },
  "UserService.ListSessions": { "": { ask: () => ({}) } },
  "UserService.RevokeSession": {
    "one's own": {
      ask: async (cell) => ({
        id: sessionOf(await anotherSession({ ...cell, who: cell.who === nobody ? cell.people.author : cell.who })),
      }),
      happened: sessionEnded(({ who }) => who),
    },
    "somebody else's": {
      ask: ({ people }) => ({ id: sessionOf(people.author) }),
      happened: sessionEnded(({ people }) => people.author),
    },
  },
  "UserService.EndOtherSessions": { "": { ask: () => ({}) } },
  "UserService.GetUser": { "somebody else": { ask: ({ people }) => ({ id: people.author.id }) } },
  "UserService.SearchUsers": { "": { ask: () => ({ query: "a" }) } },
  "UserService.ListAccounts": { "": { ask: () => ({}) } },
  "UserService.DisableAccount": { "somebody else": { ask: ({ people }) => ({ id: people.disabled.id }) } },
  "UserService.EnableAccount": { "somebody else": { ask: ({ people }) => ({ id: people.disabled.id }) } },
  "UserService.ListAuditEvents": { "": { ask: () => ({}) } },
  "UserService.GetJwks": { "": { ask: () => ({}) } },
};

/** Methods that hubbub's services call. */
export const serviceRows: Readonly<Record<string, Rows<RpcRow>>> = {
  "UserService.BatchGetUsers": { "": { ask: ({ people }) => ({ ids: [people.author.id] }) } },
  "UserService.ListSigningKeys": { "": { ask: () => ({}) } },
  "UserService.ListDeletedAccounts": { "": { ask: () => ({}) } },
  "UserService.ExportAccount": { "": { ask: ({ people }) => ({ user_id: people.author.id }) } },
  "UserService.RecordAuditEvents": { "": { ask: () => ({}) } },
  "UserService.SetAvatar": {
    "": { ask: ({ people }) => ({ user_id: people.author.id, avatar_url: "/files/1", version: 1 }) },
  },
  "RevocationService.WatchRevocations": { "": { ask: () => ({}) } },
};

function sessionOf({ token }: Person): string {
  return (JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sid: string }).sid;
}
