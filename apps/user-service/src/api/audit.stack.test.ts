import { AuditAction, type NewAuditEvent } from "@hubbub/grpc-api/audit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetOldAuditEvents } from "../audit/forget-old-audit-events.ts";
import { type SignedIn, startTestService, type TestService, testPassword } from "../testing/start-test-service.ts";

const dayMs = 24 * 60 * 60 * 1_000;
let service: TestService;
let root: SignedIn;

beforeAll(async () => {
  service = await startTestService({ ADMIN_USERNAMES: "root" });
  root = await service.signUp("root");
});
afterAll(() => service.stop());

async function audit(query: string, as: { token: string } = root) {
  const { status, body } = await service.rest("GET", `/api/v1/admin/audit?${query}`, { token: as.token });
  return { status, events: (body["events"] ?? []) as Record<string, unknown>[], next: String(body["next_page_token"]) };
}

async function actionsAbout({ id }: { id: number }) {
  return (await audit(`subject_id=${id}`)).events.map(({ action }) => action);
}

function post(path: string, { token }: { token: string } = root) {
  return service.rest("POST", path, { body: {}, token });
}

async function signIn({ username }: SignedIn) {
  const { body } = await service.rest("POST", "/api/v1/users/login", { body: { username, password: testPassword } });
  return { token: String(body["token"]), refreshToken: String(body["refresh_token"]) };
}

function patch({ token }: { token: string }, body: object) {
  return service.rest("PATCH", "/api/v1/users/me", { body: { ...body, current_password: testPassword }, token });
}

describe("written down, with who, whom, when and from where", () => {
  test("is what an admin does to an account, once", async () => {
    const person = await service.signUp();
    await post(`/api/v1/admin/users/${person.id}/enable`);
    for (let times = 0; times < 2; times += 1) await post(`/api/v1/admin/users/${person.id}/disable`);
    service.clock.advance(1_000);
    await post(`/api/v1/admin/users/${person.id}/enable`);
    const { events } = await audit(`subject_id=${person.id}`);
    const by = { actor_id: root.id, actor_username: "root", subject_id: person.id, address: "127.0.0.1" };
    expect(events).toMatchObject([
      { action: "account_enabled", ...by, at: service.clock.now().toISOString() },
      { action: "account_disabled", ...by, details: [{ name: "sessions", value: "1" }] },
      { action: "account_registered", actor_id: person.id, subject_username: person.username },
    ]);
  });

  test("is what people do to their own account, without the values", async () => {
    const person = await service.signUp();
    await patch(person, { email: "new.secret@example.org" });
    await signIn(person);
    await post("/api/v1/users/me/sessions/end-others", person);
    await post("/api/v1/users/me/sessions/end-others", person);
    const other = await signIn(person);
    const { sid } = claimsOf(other.token);
    await service.rest("DELETE", `/api/v1/users/me/sessions/${sid}`, { token: person.token });
    await patch(person, { password: "a whole new password" });
    const expected = ["password_changed", "sessions_ended", "sessions_ended", "email_changed", "account_registered"];
    expect(await actionsAbout(person)).toEqual(expected);
    const { events } = await audit(`subject_id=${person.id}`);
    const text = JSON.stringify(events);
    for (const secret of ["new.secret", "whole new password", "argon2"]) expect(text).not.toContain(secret);
  });

  test("is a refresh token that two had, by nobody", async () => {
    const person = await service.signUp();
    const refresh = (token: string) =>
      service.rest("POST", "/api/v1/users/refresh", { body: { refresh_token: token } });
    const next = String((await refresh(person.refreshToken)).body["refresh_token"]);
    await refresh(next);
    service.clock.advance(60_000);
    expect((await refresh(person.refreshToken)).status).toBe(401);
    const { events } = await audit(`subject_id=${person.id}&action=sessions_ended`);
    expect(events).toMatchObject([{ details: [{ name: "reason", value: "reused" }, { name: "sessions" }] }]);
    expect(events[0]).not.toHaveProperty("actor_id");
  });

  test("is a deletion and an export, and a deleted account has no name in it", async () => {
    const person = await service.signUp("was-audited");
    await service.grpcAsService.exportAccount({ userId: person.id, clientAddress: "192.0.2.9" });
    // Noted once in an hour, however often.
    await service.grpcAsService.exportAccount({ userId: person.id, clientAddress: "192.0.2.10" });
    const body = { current_password: testPassword };
    await service.rest("DELETE", "/api/v1/users/me", { body, token: person.token });
    const { events } = await audit(`actor_id=${person.id}`);
    expect(events).toMatchObject([
      { action: "account_deleted" },
      { action: "account_exported", address: "192.0.2.9" },
      { action: "account_registered", subject_username: "deleted user" },
    ]);
    expect(JSON.stringify(events)).not.toContain("was-audited");
  });

  test("is nothing that was refused", async () => {
    const person = await service.signUp();
    await service.rest("PATCH", "/api/v1/users/me", {
      body: { email: "x@example.org", current_password: "a guess" },
      token: person.token,
    });
    await patch(person, { email: root.email });
    await post("/api/v1/admin/users/999999999/disable");
    await post("/api/v1/admin/users/999999999/enable");
    expect(await actionsAbout(person)).toEqual(["account_registered"]);
    expect(await actionsAbout({ id: 999_999_999 })).toEqual([]);
  });
});

describe("the list", () => {
  test("is for server admins only", async () => {
    const person = await service.signUp();
    expect((await audit("", person)).status).toBe(403);
    expect((await service.rest("GET", "/api/v1/admin/audit")).status).toBe(401);
  });

  test("pages, the newest first, each event once, also those of one time", async () => {
    const seen: number[] = [];
    for (let token = ""; ;) {
      const { events, next } = await audit(`page_size=3&page_token=${token}`);
      seen.push(...events.map(({ id }) => Number(id)));
      token = next;
      if (token === "") break;
    }
    expect(seen.length).toBeGreaterThan(6);
    expect(new Set(seen).size).toBe(seen.length);
    const { events } = await audit("page_size=100");
    expect(events.map(({ id }) => id)).toEqual(seen.slice(0, 100));
    const times = events.map(({ at }) => String(at));
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test("narrows by all its parameters together, and refuses what is none", async () => {
    const person = await service.signUp();
    await post(`/api/v1/admin/users/${person.id}/disable`);
    const query = `actor_id=${root.id}&subject_id=${person.id}&action=account_disabled`;
    expect((await audit(query)).events).toHaveLength(1);
    expect((await audit(`${query}&room_id=7`)).events).toEqual([]);
    for (const bad of ["action=made_up", "actor_id=x", "subject_id=0", "page_token=x", "page_size=101", "at=1"]) {
      expect((await audit(bad)).status, bad).toBe(400);
    }
  });
});

describe("events of another service", () => {
  const event = (over: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
    sourceId: "chat:7:1",
    at: new Date(Date.UTC(2031, 0, 1)),
    action: AuditAction.AUDIT_ACTION_MEMBER_BANNED,
    actorId: root.id,
    subjectId: root.id,
    roomId: 7,
    details: [
      { name: "until", value: "2031-01-02T00:00:00Z" },
      { name: "reason", value: "spam" },
    ],
    ...over,
  });

  test("are written once, however often they come", async () => {
    const later = event({
      sourceId: "chat:7:2",
      action: AuditAction.AUDIT_ACTION_MEMBER_UNBANNED,
      address: "192.0.2.1",
    });
    expect(await service.grpcAsService.recordAuditEvents({ events: [event()] })).toEqual({ recorded: 1 });
    expect(await service.grpcAsService.recordAuditEvents({ events: [event(), later, later] })).toEqual({ recorded: 1 });
    const { events } = await audit("room_id=7");
    expect(events).toMatchObject([
      { action: "member_unbanned", address: "192.0.2.1" },
      {
        action: "member_banned",
        at: "2031-01-01T00:00:00.000Z",
        room_id: 7,
        actor_username: "root",
        details: [
          { name: "reason", value: "spam" },
          { name: "until", value: "2031-01-02T00:00:00Z" },
        ],
      },
    ]);
    expect(await service.grpcAsService.recordAuditEvents({ events: [] })).toEqual({ recorded: 0 });
  });

  test.each<[string, Partial<NewAuditEvent>]>([
    ["source_id", { sourceId: "" }],
    ["source_id", { sourceId: "x".repeat(129) }],
    ["source_id", { sourceId: "a\0" }],
    ["at", { at: undefined }],
    ["action", { action: AuditAction.AUDIT_ACTION_UNSPECIFIED }],
    ["action", { action: 999 as AuditAction }],
    ["actor_id", { actorId: -1 }],
    ["room_id", { roomId: 0 }],
    ["address", { address: "x".repeat(257) }],
    ["details", { details: Array.from({ length: 17 }, (_, at) => ({ name: `n${at}`, value: "" })) }],
    ["details", { details: [{ name: "a", value: "x".repeat(513) }] }],
    ["details", { details: [{ name: "", value: "" }] }],
    ["details", { details: ["1", "2"].map((value) => ({ name: "twice", value })) }],
  ])("with a bad %s are refused together, and it is named", async (field, over) => {
    const good = event({ sourceId: "chat:8:1", roomId: 8 });
    const answer = service.grpcAsService.recordAuditEvents({
      events: [good, event({ sourceId: "chat:8:2", roomId: 8, ...over })],
    });
    await expect(answer).rejects.toMatchObject({
      code: "invalid_argument",
      fields: [{ field: `events.1.${field}` }],
    });
    expect((await audit("room_id=8")).events).toEqual([]);
  });

  test("are 500 a call at most", async () => {
    const events = Array.from({ length: 501 }, (_, at) => event({ sourceId: `many:${at}`, roomId: 9 }));
    await expect(service.grpcAsService.recordAuditEvents({ events })).rejects.toMatchObject({
      fields: [{ field: "events" }],
    });
    expect(await service.grpcAsService.recordAuditEvents({ events: events.slice(1) })).toEqual({ recorded: 500 });
  });
});

test("what is older than AUDIT_DAYS goes, and with 0 nothing does", async () => {
  await service.signUp();
  const now = new Date(service.clock.now().getTime() + 400 * dayMs);
  const { events: before } = await audit("page_size=100");
  expect(await forgetOldAuditEvents(service.db, { now, auditDays: 0 })).toBe(0);
  expect(await forgetOldAuditEvents(service.db, { now, auditDays: 401 })).toBe(0);
  expect((await audit("page_size=100")).events).toEqual(before);
  expect(await forgetOldAuditEvents(service.db, { now, auditDays: 399 })).toBeGreaterThan(0);
  expect(await actionsAbout(root)).toEqual(expect.not.arrayContaining(["account_registered"]));
});

function claimsOf(token: string): { sid: string } {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { sid: string };
}
