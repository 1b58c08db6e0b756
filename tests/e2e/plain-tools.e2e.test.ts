import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { call, someUser } from "./support/api.ts";
import { openSocket, signedInSocket } from "./support/open-socket.ts";

const url = inject("url");

test("the README's curl lines work as they stand", () => {
  const readme = readFileSync("README.md", "utf8");
  const script = /```sh\n(api=[\s\S]*?)```/.exec(readme)![1]!;
  const name = `ada-${Date.now().toString(36)}`;
  // The README's room is the first one made, with the id 101; here it may be a later one.
  const output = execFileSync(
    "bash",
    [
      "-euc",
      script
        .replace("http://localhost:8080", url)
        .replaceAll("ada", name)
        .replaceAll('"reading"', `"reading-${name}"`)
        .replace(
          /curl -s \$api\/rooms -H([\s\S]*?)# →.*\n/,
          'room=$(curl -s $api/rooms -H$1 | sed "s/.*\\"id\\":\\([0-9]*\\).*/\\1/")\n',
        )
        .replaceAll("/rooms/101/", "/rooms/$room/"),
    ],
    { encoding: "utf8" },
  );
  expect(output).toContain('"token":"');
  expect(output).toContain('"content":"Hello"');
  expect(output).toContain('"has_more":false');
});

test("REST: register, log in, create a room, write and read, with every success 200", async () => {
  const { username, password, id } = await someUser(url);
  const login = await call(url, "POST", "/api/v1/users/login", { body: { username, password } });
  expect(login.status).toBe(200);
  expect(login.body).toMatchObject({ expires_in: expect.any(Number), user: { id, username } });
  const token = login.body.token as string;
  const room = await call(url, "POST", "/api/v1/rooms", { token, body: { name: `tools ${username}`, type: "public" } });
  expect(room.status).toBe(200);
  expect(room.body).toMatchObject({ type: "public", created_by: id, role: "owner", member_count: 1 });
  const path = `/api/v1/rooms/${room.body.id}/messages`;
  const headers = { "idempotency-key": "k1" };
  const sent = await call(url, "POST", path, { token, headers, body: { content: "Hello" } });
  const again = await call(url, "POST", path, { token, headers, body: { content: "Hello" } });
  expect(sent.status).toBe(200);
  expect(again.body).toEqual(sent.body);
  const page = await call(url, "GET", path, { token });
  expect(page.body).toEqual({ messages: [sent.body], has_more: false });
  const mine = await call(url, "GET", "/api/v1/users/me/rooms", { token });
  expect(mine.body.rooms.find((one: { id: number }) => one.id === room.body.id)).toMatchObject({ unread_count: 0 });
});

test("WebSocket: auth, join_room, send_message and new_message, over two instances", async () => {
  const [alice, bob] = [await someUser(url, "alice"), await someUser(url, "bob")];
  const { body: room } = await call(url, "POST", "/api/v1/rooms", {
    token: alice.token,
    body: { name: alice.username },
  });
  const here = await openSocket(url, "10.1.1.1");
  here.send({ type: "auth", token: alice.token, ref: "a" });
  const success = await here.next("success");
  expect(success).toMatchObject({ message: `Authenticated as ${alice.username}`, ref: "a", heartbeat_ms: 25_000 });

  const there = await socketOnAnother(success["server_id"] as string, bob.token);
  here.send({ type: "join_room", room_id: room.id });
  await here.next("room_joined", (frame) => frame["room_id"] === room.id);
  there.send({ type: "join_room", room_id: String(room.id) });
  const joined = await there.next("room_joined");
  expect(joined).toMatchObject({ room_id: room.id, recovered: false, messages: [], me: { user_id: bob.id } });
  await here.next("user_joined", (frame) => frame["user_id"] === bob.id);

  here.send({ type: "send_message", content: "Hi Bob", client_msg_id: "m1", ref: 7 });
  const ack = await here.next("message_ack");
  expect(ack).toMatchObject({ room_id: room.id, client_msg_id: "m1", duplicate: false, ref: 7 });
  const received = await there.next("new_message");
  expect(received).toMatchObject({ seq: ack["seq"], username: alice.username, content: "Hi Bob", client_msg_id: "m1" });

  there.send({ type: "typing", is_typing: true });
  expect(await here.next("user_typing")).toMatchObject({ username: bob.username, is_typing: true });

  here.close();
  there.send({ type: "send_message", content: "While you were away" });
  await there.next("message_ack");
  const back = await signedInSocket(url, alice.token, "10.1.1.1");
  back.send({ type: "join_room", room_id: room.id, after_seq: ack["seq"], epoch: joined["epoch"] });
  expect(await back.next("room_joined")).toMatchObject({ recovered: true, messages: [] });
  expect(await back.next("new_message")).toMatchObject({ content: "While you were away" });
  back.close();
  there.close();
});

async function socketOnAnother(instance: string, token: string) {
  for (let network = 2; network < 12; network += 1) {
    const socket = await openSocket(url, `10.0.${network}.1`);
    socket.send({ type: "auth", token });
    const success = await socket.next("success");
    if (success["server_id"] !== instance) return socket;
    socket.close();
  }
  throw new Error("no address is on another instance");
}
