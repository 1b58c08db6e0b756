import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { buildOpenApi } from "@hubbub/rest-gateway";
import type { Attachment, MemberRole, Message, Person, Reaction, Room, RoomType } from "@hubbub/ws-protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Session } from "../session/session.ts";
import { differences, type Schema, type Shape } from "../testing/shape.ts";
import {
  type AccountsApi,
  accountsApi,
  type OwnAvatar,
  type SessionTokens,
  type SignedIn,
  type User,
} from "./accounts-api.ts";
import { type MessagesApi, type MessagesAround, messagesApi } from "./messages-api.ts";
import { type AdminApi, adminApi, type AuditEvent } from "./admin-api.ts";
import { RestClient } from "./rest-client.ts";
import { type FilesApi, filesApi } from "./files-api.ts";
import { type ExportApi, exportApi } from "./export-api.ts";
import { type Ban, type Block, type SafetyApi, safetyApi } from "./safety-api.ts";
import { type ThreadsApi, threadsApi } from "./threads-api.ts";
import { type Member, type MyRoom, type NewRoom, type RoomsApi, roomsApi } from "./rooms-api.ts";

/** What the server serves, read from the descriptors of its protos. */
const api = buildOpenApi(readDescriptorImage(), contract);

const role: Shape<MemberRole> = { oneOf: { owner: true, admin: true, member: true } };
const roomType: Shape<RoomType> = { oneOf: { public: true, private: true, direct: true, announcement: true } };
const person: Shape<Person> = { user_id: "number", username: "string" };
const reaction: Shape<Reaction> = { emoji: "string", user_ids: ["number"] };
const user: Shape<User> = {
  id: "number",
  username: "string",
  display_name: "string",
  "email?": "string",
  created_at: "string",
  admin: "boolean",
  disabled: "boolean",
  "deleted?": "boolean",
  "avatar_url?": "string",
};
const signedIn: Shape<SignedIn> = {
  id: "string",
  created_at: "string",
  last_used_at: "string",
  user_agent: "string",
  ip: "string",
  current: "boolean",
};
const auditEvent: Shape<AuditEvent> = {
  id: "number",
  at: "string",
  action: "string",
  "actor_id?": "number",
  "actor_username?": "string",
  "subject_id?": "number",
  "subject_username?": "string",
  "room_id?": "number",
  "address?": "string",
  details: [{ name: "string", value: "string" }],
};
const sessionTokens: Shape<SessionTokens> = {
  token: "string",
  refresh_token: "string",
  expires_at: "string",
  expires_in: "number",
  user,
};
const room: Shape<Room> = {
  id: "number",
  name: "string",
  type: roomType,
  topic: "string",
  created_by: "number",
  last_seq: "number",
  member_count: "number",
  created_at: "string",
  "archived_at?": "string",
  "retention_days?": "number",
  "link_previews?": "boolean",
  "avatar_url?": "string",
  "role?": role,
  people: [person],
};
const myRoom: Shape<MyRoom> = { ...room, last_read_seq: "number", unread_count: "number", mention_count: "number" };
const newRoom: Shape<NewRoom> = { name: "string", type: { oneOf: { public: true, private: true } }, topic: "string" };
const member: Shape<Member> = {
  user_id: "number",
  username: "string",
  role,
  joined_at: "string",
  "last_read_seq?": "number",
  "last_delivered_seq?": "number",
  "muted_until?": "string",
};
const ban: Shape<Ban> = {
  user_id: "number",
  username: "string",
  reason: "string",
  "until?": "string",
  banned_by: "number",
  created_at: "string",
};
const block: Shape<Block> = { user_id: "number", username: "string", created_at: "string" };
const attachment: Shape<Attachment> = {
  id: "string",
  name: "string",
  size: "number",
  content_type: "string",
  "width?": "number",
  "height?": "number",
  "thumbhash?": "string",
  "url?": "string",
  "thumbnail_url?": "string",
};
const message: Shape<Message> = {
  id: "string",
  room_id: "number",
  seq: "number",
  user_id: "number",
  username: "string",
  content: "string",
  client_msg_id: "string",
  created_at: "string",
  "reply_to?": "number",
  "quote?": { seq: "number", user_id: "number", username: "string", content: "string", "deleted?": "boolean" },
  "mentions?": { user_ids: ["number"], "room?": { oneOf: { here: true, room: true } } },
  "thread_seq?": "number",
  "in_room?": "boolean",
  "thread?": {
    reply_count: "number",
    last_reply_seq: "number",
    last_reply_at: "string",
    user_ids: ["number"],
    updated_seq: "number",
  },
  "previews?": [
    {
      url: "string",
      title: "string",
      "description?": "string",
      "site?": "string",
      "image?": {
        id: "string",
        content_type: "string",
        width: "number",
        height: "number",
        "thumbhash?": "string",
        "url?": "string",
        "thumbnail_url?": "string",
      },
    },
  ],
  "edited_at?": "string",
  "deleted_at?": "string",
  reactions: [reaction],
  "attachments?": [attachment],
  "pinned?": "boolean",
  "pinned_by?": "number",
  "pinned_at?": "string",
  "updated_seq?": "number",
};
const next_page_token = "string";

/** Each method with an example of what it sends, and the shape of what it says that comes back. */
type Calls<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => Promise<infer Answer>
    ? { readonly args: Args; readonly answer: Answered<Answer> }
    : never;
};
/** Of some answers one field is passed on, or nothing. What pages around a seq always have, others of the same method have not. */
type Answered<Answer> = [Answer] extends [MessagesAround]
  ? Shape<Pick<MessagesAround, "messages"> & Partial<MessagesAround>>
  : [Answer] extends [number]
    ? Readonly<Record<string, "number">>
    : [Answer] extends [object]
      ? Shape<Answer>
      : Readonly<Record<string, never>>;

const picture = new Blob(["picture"]);
const { signal } = new AbortController();
const ownAvatar: Shape<OwnAvatar> = { user_id: "number", username: "string", avatar_url: "string" };
const accountCalls: Calls<AccountsApi> = {
  me: { args: [], answer: user },
  update: {
    args: [{ display_name: "Ada", email: "a@b.c", password: "secret", current_password: "former" }],
    answer: user,
  },
  delete: { args: ["secret"], answer: {} },
  sessions: { args: [{ size: 1, token: "a" }], answer: { sessions: [signedIn], next_page_token } },
  endSession: { args: ["7f0c3b0e-9f5b-4a53-9a5c-0d3c8a1f4e21"], answer: {} },
  endOtherSessions: { args: [], answer: { ended: "number" } },
  get: { args: [1], answer: user },
  setAvatar: { args: [picture, { signal }], answer: ownAvatar },
  removeAvatar: { args: [], answer: ownAvatar },
  search: { args: ["ada", { size: 1, token: "a" }], answer: { users: [user], next_page_token } },
};
const adminCalls: Calls<AdminApi> = {
  accounts: { args: ["ada", { size: 1, token: "a" }], answer: { users: [user], next_page_token } },
  disable: { args: [1], answer: user },
  enable: { args: [1], answer: user },
  audit: {
    args: [
      { actorId: 1, subjectId: 1, roomId: 7, action: "account_disabled" },
      { size: 1, token: "a" },
    ],
    answer: { events: [auditEvent], next_page_token },
  },
};
const file: Attachment = { id: "a", name: "plan.pdf", size: 1, content_type: "application/pdf" };
const messageCalls: Calls<MessagesApi> = {
  list: {
    args: [7, { beforeSeq: 1, afterSeq: 1, limit: 1 }],
    answer: { messages: [message], has_more: "boolean" },
  },
  around: {
    args: [7, 1, 1],
    answer: { messages: [message], "has_more_before?": "boolean", "has_more_after?": "boolean" },
  },
  send: {
    args: [7, "text", "id", { replyTo: 1, threadSeq: 1, inRoom: true, attachments: [file], linkPreviews: false }],
    answer: message,
  },
  search: {
    args: [
      { q: "text", roomId: 7, sort: "best", tz: "UTC" },
      { size: 1, token: "a" },
    ],
    answer: {
      results: [
        {
          message,
          room: { id: "number", name: "string", type: roomType },
          snippet: "string",
          ranges: [{ start: "number", end: "number" }],
        },
      ],
      next_page_token,
    },
  },
  get: { args: [7, 1], answer: message },
  at: { args: [7, new Date(0)], answer: message },
  edits: { args: [7, 1], answer: { edits: [{ content: "string", edited_at: "string", user_id: "number" }] } },
  edit: { args: [7, 1, "text"], answer: message },
  delete: { args: [7, 1], answer: message },
  addReaction: { args: [7, 1, "👍"], answer: message },
  removeReaction: { args: [7, 1, "👍"], answer: message },
  pin: { args: [7, 1], answer: message },
  unpin: { args: [7, 1], answer: message },
  removePreviews: { args: [7, 1], answer: message },
  pins: { args: [7], answer: { messages: [message] } },
};
const fileCalls: Calls<FilesApi> = {
  upload: {
    args: [7, new Blob(["bytes"]), { name: "plan.pdf", signal: new AbortController().signal, onSent: () => {} }],
    answer: attachment,
  },
  remove: { args: ["a"], answer: {} },
  links: { args: [["a"]], answer: { links: [{ id: "string", url: "string", "thumbnail_url?": "string" }] } },
  list: {
    args: [7, { size: 1, token: "a" }],
    answer: {
      files: [
        {
          attachment,
          seq: "number",
          user_id: "number",
          username: "string",
          created_at: "string",
          "thread_seq?": "number",
        },
      ],
      next_page_token,
    },
  },
};
const threadCalls: Calls<ThreadsApi> = {
  get: {
    args: [7, 1, { beforeSeq: 1, afterSeq: 1, limit: 1 }],
    answer: {
      root: message,
      messages: [message],
      has_more: "boolean",
      following: "boolean",
      last_read_seq: "number",
    },
  },
  follow: { args: [7, 1], answer: {} },
  unfollow: { args: [7, 1], answer: {} },
  mine: {
    args: [{ size: 1, token: "a" }],
    answer: {
      threads: [
        {
          room,
          root: message,
          last_seq: "number",
          last_read_seq: "number",
          unread_count: "number",
          mention_count: "number",
        },
      ],
      next_page_token,
    },
  },
};
const roomCalls: Calls<RoomsApi> = {
  create: { args: [{ name: "room", type: "public", topic: "text" }], answer: room },
  list: { args: ["room", { size: 1, token: "a" }], answer: { rooms: [room], next_page_token } },
  mine: { args: [{ size: 1, token: "a" }], answer: { rooms: [myRoom], next_page_token } },
  get: { args: [7], answer: room },
  update: { args: [7, { name: "room", topic: "text", retention_days: 7, link_previews: false }], answer: room },
  setAvatar: { args: [7, picture, { signal }], answer: room },
  removeAvatar: { args: [7], answer: room },
  join: { args: [7], answer: room },
  leave: { args: [7], answer: {} },
  openDirect: { args: [1], answer: room },
  markRead: { args: [7, 2, 1], answer: { last_read_seq: "number" } },
  markUnread: { args: [7, 2, 1], answer: { last_read_seq: "number" } },
  members: { args: [7, { size: 1, token: "a", userId: 2 }], answer: { members: [member], next_page_token } },
  addMember: { args: [7, { username: "ada", role: "admin" }], answer: member },
  setRole: { args: [7, 1, "admin"], answer: member },
  removeMember: { args: [7, 1], answer: {} },
};

const exportCalls: Calls<ExportApi> = {
  page: {
    args: ["a"],
    answer: {
      "account?": user,
      sessions: [
        {
          id: "string",
          "created_at?": "string",
          "last_used_at?": "string",
          "expires_at?": "string",
          "ended_at?": "string",
          user_agent: "string",
          ip: "string",
        },
      ],
      known_addresses: [{ address: "string", "last_used_at?": "string" }],
      blocks: [{ user_id: "number", created_at: "string" }],
      rooms: [{ id: "number", name: "string", type: roomType, role, joined_at: "string", last_read_seq: "number" }],
      messages: [message],
      next_page_token,
    },
  },
};
const until = new Date();
const safetyCalls: Calls<SafetyApi> = {
  bans: { args: [7, { size: 1, token: "a", userId: 2 }], answer: { bans: [ban], next_page_token } },
  ban: { args: [7, 1, { reason: "text", until }], answer: ban },
  unban: { args: [7, 1], answer: {} },
  mute: { args: [7, 1, { until }], answer: member },
  unmute: { args: [7, 1], answer: member },
  blocks: { args: [{ size: 1, token: "a" }], answer: { blocks: [block], next_page_token } },
  block: { args: [1], answer: block },
  unblock: { args: [1], answer: {} },
};

afterEach(() => void vi.unstubAllGlobals());

describe("what the SDK says of REST is what the protos say", () => {
  it.each([
    ...casesOf("accounts", accountsApi, accountCalls),
    ...casesOf("admin", adminApi, adminCalls),
    ...casesOf("messages", messagesApi, messageCalls),
    ...casesOf("files", (rest) => filesApi(rest, baseUrl), fileCalls),
    ...casesOf("rooms", roomsApi, roomCalls),
    ...casesOf("threads", threadsApi, threadCalls),
    ...casesOf("safety", safetyApi, safetyCalls),
    ...casesOf("export", exportApi, exportCalls),
  ])("$name", async ({ call, answer }) => {
    const [request] = await requestsOf(() => call(new RestClient(baseUrl, tokens)));
    const { operation, differsIn } = servedAt(request);
    expect(differsIn).toEqual([]);
    expect(differences(api, answerOf(operation), answer, "answer")).toEqual([]);
  });

  it.each<[string, (session: Session) => Promise<unknown>]>([
    ["register", (session) => session.register({ email: "a@b.c", username: "ada", password: "secret" })],
    ["login by name", (session) => session.login("ada", "secret")],
    ["login by address", (session) => session.login("a@b.c", "secret")],
    ["refresh", (session) => session.resume()],
  ])("session: %s", async (_, call) => {
    const session = new Session({ baseUrl, refreshTokenIn: "memory" });
    const [request] = await requestsOf(() => call(session).catch(() => {}));
    const { operation, differsIn } = servedAt(request);
    expect(differsIn).toEqual([]);
    expect(differences(api, answerOf(operation), sessionTokens, "answer")).toEqual([]);
  });

  it("session: logout", async () => {
    const session = new Session({ baseUrl, refreshTokenIn: "memory" });
    const [request] = await requestsOf(() => session.logout());
    expect(servedAt(request).differsIn).toEqual([]);
  });

  it("rooms: every kind of room that create makes is one that the server knows", () => {
    const body = api.paths["/api/v1/rooms"]?.["post"]?.requestBody?.content["application/json"]?.schema ?? {};
    expect(differences(api, body, newRoom, "request")).toEqual([]);
  });
});

describe("it is told where they differ", () => {
  const { "email?": _, ...always } = user;
  const schema = { $ref: "#/components/schemas/User" };

  it.each([
    ["a field that is not served", { ...user, nickname: "string" as const }, ["nickname is not there"]],
    ["a field of another type", { ...user, id: "string" as const }, ["id is number, not string"]],
    ["a field that may be missing", { ...always, email: "string" as const }, ["email may be missing"]],
    ["a list", { ...user, username: ["string"] as const }, ["username is no list"]],
  ])("%s", (_, shape, told) => {
    expect(differences(api, schema, shape, "answer")).toEqual(told);
  });

  it.each([
    ["a role that the server does not know", { owner: true, admin: true, member: true, guest: true } as const, "guest"],
    ["a role that is not known here", { owner: true, admin: true } as const, "member"],
  ])("%s", (_, oneOf, value) => {
    const told = differences(api, { $ref: "#/components/schemas/Member" }, { role: { oneOf } }, "answer");
    expect(told).toEqual([`role differs in ${value}`]);
  });

  it("a time that does not always come, inside of a list too", () => {
    const page = { $ref: "#/components/schemas/ListMessagesResponse" };
    const shape = { messages: [{ edited_at: "string", room: "number" }] } as const;
    const told = ["messages[].edited_at may be missing", "messages[].room is not there"];
    expect(differences(api, page, shape, "answer")).toEqual(told);
  });

  it("a route, a parameter or a field of a body that the server does not take", () => {
    const wrong = { method: "POST", path: "/api/v1/rooms/7/read?at=1", body: { seq: "1", now: true } };
    expect(servedAt(wrong).differsIn).toEqual(["at", "seq", "now"]);
    expect(() => servedAt({ ...wrong, method: "PUT" })).toThrowError(/PUT/);
  });

  it("a shape that is not the type's does not compile", () => {
    // @ts-expect-error -- a field is forgotten
    const less: Shape<Person> = { user_id: "number" };
    // @ts-expect-error -- a field may be missing
    const always: Pick<Shape<Member>, "last_delivered_seq"> = { last_delivered_seq: "number" };
    // @ts-expect-error -- a value is forgotten
    const few: Shape<MemberRole> = { oneOf: { owner: true, admin: true } };
    expect([less, always, few]).toHaveLength(3);
  });
});

const baseUrl = "http://hubbub.test";
const tokens = { accessToken: () => Promise.resolve("token"), leftMs: 0 };

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

function casesOf<Methods extends object>(
  name: string,
  start: (rest: RestClient) => Methods,
  calls: Calls<Methods>,
): readonly { name: string; call: (rest: RestClient) => Promise<unknown>; answer: Record<string, "number"> }[] {
  return Object.entries<{ args: unknown[]; answer: Record<string, "number"> }>(calls as never).map(
    ([method, { args, answer }]) => ({
      name: `${name}: ${method}`,
      call: (rest) => (start(rest) as Record<string, (...args: unknown[]) => Promise<unknown>>)[method]!(...args),
      answer,
    }),
  );
}

async function requestsOf(call: () => Promise<unknown>): Promise<readonly Request[]> {
  const seen: Request[] = [];
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body }: RequestInit) => {
    const sent = typeof body === "string" ? (JSON.parse(body) as Request["body"]) : {};
    seen.push({ method, path: url.slice(baseUrl.length), body: sent });
    return new Response(JSON.stringify({ user: {} }));
  });
  await call();
  return seen;
}

type Operation = NonNullable<(typeof api.paths)[string][string]>;

/** The route that serves a request, and what of the request it does not take. */
function servedAt(request: Request | undefined): { operation: Operation; differsIn: readonly string[] } {
  const { method = "", path = "", body = {} } = request ?? {};
  const [pathname = "", query] = path.split("?");
  const [template] = Object.keys(api.paths)
    .filter((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(pathname))
    // `/users/me` before `/users/{id}`.
    .toSorted((one, other) => one.split("{").length - other.split("{").length);
  const operation = api.paths[template ?? ""]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`There is no ${method} ${path}`);
  const parameters = operation.parameters?.map(({ name }) => name) ?? [];
  const fields = operation.requestBody?.content["application/json"]?.schema.properties ?? {};
  return {
    operation,
    differsIn: [
      ...[...new URLSearchParams(query).keys()].filter((name) => !parameters.includes(name)),
      ...Object.keys(body).filter((name) => !takes(fields[name], body[name])),
    ],
  };
}

function takes(schema: Schema | undefined, value: unknown): boolean {
  if (schema?.enum !== undefined) return schema.enum.includes(value as string);
  const types = [schema?.type].flat();
  if (Array.isArray(value)) return types.includes("array") && value.every((one) => takes(schema?.items, one));
  return types.includes(typeof value === "number" ? "integer" : (typeof value as "string" | "boolean"));
}

function answerOf(operation: Operation): Schema {
  return operation.responses["200"]?.content["application/json"]?.schema ?? {};
}
