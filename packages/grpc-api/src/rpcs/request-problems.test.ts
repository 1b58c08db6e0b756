import { MemberRole } from "../gen/hubbub/chat/v1/room_service.ts";
import { expect, test } from "vitest";
import { messageRpcs } from "./message-rpcs.ts";
import { requestProblems } from "./request-problems.ts";
import { roomRpcs } from "./room-rpcs.ts";
import { userRpcs } from "./user-rpcs.ts";

const whom = { id: 7, username: "ada", userId: 0, role: MemberRole.MEMBER_ROLE_UNSPECIFIED };

test("a request within its bounds has no problems; zero counts as absent where proto knows no presence", () => {
  expect(requestProblems(roomRpcs.addMember, whom)).toEqual([]);
  expect(requestProblems(roomRpcs.listRooms, { query: "", pageSize: 0, pageToken: "" })).toEqual([]);
});

test("every field beyond its bounds is named as on the wire, with a sentence", () => {
  const request = { query: "😀".repeat(81), pageSize: 101, pageToken: "\ud800" };
  expect(requestProblems(roomRpcs.listRooms, request)).toEqual([
    { field: "query", code: "invalid_argument", message: "query may have at most 80 characters" },
    { field: "page_size", code: "invalid_argument", message: "page_size must be a whole number from 1 to 100" },
    { field: "page_token", code: "invalid_argument", message: expect.stringContaining("surrogate") },
  ]);
});

test.each([
  ["neither", { ...whom, username: "" }],
  ["both", { ...whom, userId: 9 }],
])("of two fields of which one is needed, %s is refused", (_, request) => {
  expect(requestProblems(roomRpcs.addMember, request)).toMatchObject([{ message: "Give either username or user_id" }]);
});

test("what is needed and missing is said to be missing", () => {
  const request = { id: 7, userId: 9, role: MemberRole.MEMBER_ROLE_UNSPECIFIED };
  expect(requestProblems(roomRpcs.updateMember, request)).toMatchObject([{ message: "role is missing" }]);
  expect(requestProblems(messageRpcs.getMessageAt, { roomId: 7 })).toMatchObject([{ message: "time is missing" }]);
  expect(requestProblems(userRpcs.revokeSession, { id: "" })).toMatchObject([{ message: "id is missing" }]);
});

test("what a use case sees to is left to it", () => {
  expect(requestProblems(roomRpcs.createRoom, { name: "", topic: "x".repeat(999), type: 0 })).toEqual([]);
});
