import { type OtlpReceiver, otlpReceiver, type ReceivedSpan, spanTree } from "@hubbub/stack/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, JoinedSocket, password, type Person, register } from "./people-who-talk.ts";
import { startTracedSystem, type TracedSystem } from "./traced-system.ts";

let receiver: OtlpReceiver;
let system: TracedSystem;
let [author, reader]: Person[] = [];
let roomId: number;

beforeAll(async () => {
  receiver = await otlpReceiver();
  system = await startTracedSystem({
    LOG_LEVEL: "debug",
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
    // What follows is of traces that their clients began.
    OTEL_TRACES_SAMPLER_ARG: "0",
    OTEL_BSP_SCHEDULE_DELAY: "50",
  });
  [author, reader] = [await register(system.users.http, "ann"), await register(system.users.http, "ben")];
  const room = await ask(`${system.chats[0].http}/api/v1/rooms`, {
    body: { name: "traces", type: "public" },
    token: author.token,
  });
  roomId = Number(room["id"]);
});
afterAll(async () => {
  await system?.stop();
  await receiver?.stop();
});

/** A client's own span, and the header that says so. */
function clientTrace(traceId: string) {
  return { traceId, spanId: "00f067aa0ba902b7", traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
}

const place = ({ instance, name, kind }: ReceivedSpan) => `${instance} ${name} (${kind})`;
const parentOf = (span: ReceivedSpan | undefined, spans: readonly ReceivedSpan[]) =>
  spans.find(({ spanId }) => spanId === span?.parentSpanId);

test("one trace follows a message from a socket through queue, commit and Redis to the sockets of every instance", async () => {
  const [one, two] = system.chats;
  const sender = await JoinedSocket.open(one.http, author!, roomId);
  const other = await JoinedSocket.open(two.http, reader!, roomId);
  const client = clientTrace("4bf92f3577b34da6a3ce929d0e0e4736");
  sender.send({
    type: "send_message",
    room_id: roomId,
    content: "the words of a message",
    client_msg_id: "m-1",
    traceparent: client.traceparent,
  });
  await other.next(({ type, client_msg_id }) => type === "new_message" && client_msg_id === "m-1");
  const ack = await sender.next(({ type }) => type === "message_ack");

  await expect.poll(() => receiver.of(client.traceId).length).toBe(6);
  const spans = receiver.of(client.traceId);
  console.log(`\n${spanTree(spans)}\n`);
  expect(spanTree(spans, place)).toBe(
    [
      "chat-1 send_message (server)",
      "  chat-1 room queue (internal)",
      "  chat-1 commit batch (client)",
      "    chat-1 publish (producer)",
      "      chat-1 deliver (consumer)",
      "      chat-2 deliver (consumer)",
    ].join("\n"),
  );
  const [root] = spans.filter(({ parentSpanId }) => parentSpanId === client.spanId);
  expect(root?.attributes).toMatchObject({ "hubbub.room_id": roomId, "hubbub.seq": ack["seq"] });
  const commit = spans.find(({ name }) => name === "commit batch");
  expect(commit?.links).toEqual([{ traceId: client.traceId, spanId: root?.spanId }]);
  expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(["chat-service"]));
  sender.close();
  other.close();
});

test("several messages of one batch each have their whole way, and are linked to the batch", async () => {
  const [one, two] = system.chats;
  const other = await JoinedSocket.open(two.http, reader!, roomId);
  const sender = await JoinedSocket.open(one.http, author!, roomId);
  const clients = ["1", "2", "3"].map((digit) => clientTrace(digit.repeat(32)));
  for (const { traceId, traceparent } of clients) {
    sender.send({ type: "send_message", room_id: roomId, content: traceId, client_msg_id: traceId, traceparent });
  }
  for (const { traceId } of clients) await other.next((frame) => frame["client_msg_id"] === traceId);
  await expect
    .poll(() => clients.map(({ traceId }) => receiver.of(traceId).map(place).toSorted()))
    .toEqual(
      clients.map(() => [
        "chat-1 commit batch (client)",
        "chat-1 deliver (consumer)",
        "chat-1 publish (producer)",
        "chat-1 room queue (internal)",
        "chat-1 send_message (server)",
        "chat-2 deliver (consumer)",
      ]),
    );
  const commits = clients.map(({ traceId }) => receiver.of(traceId).find(({ name }) => name === "commit batch")!);
  const batches = commits.filter(({ links }) =>
    links.some(({ traceId }) =>
      receiver
        .of(traceId)
        .some(({ name, spanId }) => name === "send_message" && links.some((link) => link.spanId === spanId)),
    ),
  );
  // Each message is linked from the batch that took it; each commit that is not the batch's first links to that one.
  const linked = batches.flatMap(({ links }) => links.map(({ traceId }) => traceId));
  expect(new Set(linked)).toEqual(new Set(clients.map(({ traceId }) => traceId)));
  for (const commit of commits.filter((one) => !batches.includes(one))) {
    expect(batches.map(({ spanId }) => spanId)).toContain(commit.links[0]?.spanId);
  }
  sender.close();
  other.close();
});

test("a sign-in over REST is followed to SQL", async () => {
  const client = clientTrace("a".repeat(32));
  const body = { username: "ann", password };
  await ask(`${system.users.http}/api/v1/users/login`, { body, traceparent: client.traceparent });
  await expect.poll(() => receiver.of(client.traceId).map(({ name }) => name)).toContain("POST /api/v1/users/login");
  const spans = receiver.of(client.traceId);
  console.log(`\n${spanTree(spans)}\n`);
  const root = spans.find(({ kind }) => kind === "server");
  expect(root).toMatchObject({
    parentSpanId: client.spanId,
    service: "user-service",
    instance: "user-service",
    attributes: { "http.response.status_code": 200, "rpc.method": "hubbub.user.v1.UserService.Login" },
  });
  const statements = spans.filter(({ kind }) => kind === "client");
  expect(statements.length).toBeGreaterThan(1);
  expect(new Set(statements.map((span) => parentOf(span, spans)))).toEqual(new Set([root]));
  expect(statements.every(({ attributes }) => attributes["db.system.name"] === "postgresql")).toBe(true);
});

test("a REST call is followed through gRPC to the SQL of the other service", async () => {
  const client = clientTrace("b".repeat(32));
  // Nobody has asked for this name yet.
  await register(system.users.http, "cleo");
  await ask(`${system.chats[1].http}/api/v1/rooms/${roomId}/members`, {
    body: { username: "cleo" },
    token: author!.token,
    traceparent: client.traceparent,
  });
  const sqlOf = () =>
    receiver.of(client.traceId).find(({ service, kind }) => service === "user-service" && kind === "client");
  await expect.poll(sqlOf).toBeDefined();
  await expect.poll(() => receiver.of(client.traceId).some((span) => span.parentSpanId === client.spanId)).toBe(true);
  const spans = receiver.of(client.traceId);
  console.log(`\n${spanTree(spans)}\n`);
  const sql = sqlOf();
  const served = parentOf(sql, spans);
  const called = parentOf(served, spans);
  const rest = parentOf(called, spans);
  expect([rest, called, served, sql].map((span) => span && place(span))).toEqual([
    "chat-2 POST /api/v1/rooms/{id}/members (server)",
    "chat-2 hubbub.user.v1.UserService/BatchGetUsers (client)",
    "user-service hubbub.user.v1.UserService/BatchGetUsers (server)",
    expect.stringMatching(/^user-service select/),
  ]);
});

test("log lines of a request say which trace and span they are of", async () => {
  const client = clientTrace("c".repeat(32));
  const body = { username: "ann", password: "another one" };
  await ask(`${system.users.http}/api/v1/users/login`, { body, traceparent: client.traceparent }).catch(() => {});
  const lines = () => system.users.lines.filter((line) => line.includes(client.traceId));
  await expect
    .poll(() => lines().map((line) => JSON.parse(line) as object))
    .toContainEqual(
      expect.objectContaining({ trace_id: client.traceId, span_id: expect.stringMatching(/^[0-9a-f]{16}$/) }),
    );
});

test("who is not followed is not exported, and a header that is none does no harm", async () => {
  const [one] = system.chats;
  const sender = await JoinedSocket.open(one.http, author!, roomId);
  for (const traceparent of ["nonsense", "00-dddddddddddddddddddddddddddddddd-00f067aa0ba902b7-00"]) {
    sender.send({ type: "send_message", room_id: roomId, content: "x", client_msg_id: traceparent, traceparent });
    await sender.next((frame) => frame["client_msg_id"] === traceparent && frame["type"] === "message_ack");
  }
  const client = clientTrace("e".repeat(32));
  sender.send({ type: "history", room_id: roomId, traceparent: client.traceparent });
  await expect.poll(() => receiver.of(client.traceId).map(({ name }) => name)).toContain("history");
  expect(receiver.of("d".repeat(32))).toEqual([]);
  sender.close();
});

test("no token, secret or message text leaves with the traces", () => {
  const all = Buffer.concat([...receiver.bodies]).toString();
  expect(all).toContain("send_message");
  for (const secret of [
    author!.token,
    reader!.token,
    password,
    "a-secret-of-the-traces-only",
    "the words of a message",
  ]) {
    expect(all).not.toContain(secret);
  }
});

test("a service that stops sends its last spans first", async () => {
  const client = clientTrace("f".repeat(32));
  await fetch(`${system.users.http}/api/v1/users/1`, { headers: { traceparent: client.traceparent } });
  expect(await system.users.stop("SIGTERM")).toBe(0);
  expect(receiver.of(client.traceId).map(({ name }) => name)).toContain("GET /api/v1/users/{id}");
});
