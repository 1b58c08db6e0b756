import type { AuditEvent } from "@hubbub/client";
import { AuditAction } from "@hubbub/grpc-api/audit";
import { expect, test } from "vitest";
import { auditActions, auditActor, auditDetails, auditWords } from "./audit-words.ts";

const event: AuditEvent = {
  id: 1,
  at: "2026-12-01T10:00:00.000Z",
  action: "account_disabled",
  actor_id: 1,
  actor_username: "ada",
  subject_id: 2,
  subject_username: "ben",
  address: "10.1.1.1",
  details: [{ name: "sessions", value: "3" }],
};

const rooms = new Map([[7, "reading"]]);

test("an event is told in a sentence", () => {
  expect(`${auditActor(event)} ${auditWords(event)}`).toBe("ada disabled the account of ben");
  expect(auditDetails(event, rooms)).toBe("sessions: 3 · from 10.1.1.1");
  expect(auditDetails({ ...event, room_id: 7, address: "" }, rooms)).toBe("in reading · sessions: 3");
  expect(auditDetails({ ...event, room_id: 9, address: "" }, rooms)).toBe("in room 9 · sessions: 3");
  const forGood = [{ name: "until", value: "9999-12-31T23:59:59.999Z" }];
  expect(auditDetails({ ...event, details: forGood }, rooms)).toBe("for good · from 10.1.1.1");
});

test("who is gone has a number, and what nobody did the server did", () => {
  const { actor_username: _, subject_username: __, ...gone } = event;
  expect(`${auditActor(gone)} ${auditWords(gone)}`).toBe("Account 1 disabled the account of account 2");
  const { actor_id: ___, ...nobody } = gone;
  expect(auditActor(nobody)).toBe("The server");
});

test("an action of a later release is told by its name", () => {
  expect(auditWords({ ...event, action: "room_painted" })).toBe("room painted");
});

test("every action that the server knows can be chosen", () => {
  const known = Object.keys(AuditAction)
    .filter((name) => name.startsWith("AUDIT_ACTION_") && name !== "AUDIT_ACTION_UNSPECIFIED")
    .map((name) => name.slice("AUDIT_ACTION_".length).toLowerCase());
  expect(
    auditActions()
      .map(({ action }) => action)
      .toSorted(),
  ).toEqual(known.toSorted());
});
