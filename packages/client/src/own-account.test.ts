import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeChatServer } from "./testing/fake-chat-server.ts";
import { tokensFor } from "./testing/fake-api.ts";
import { startClient } from "./testing/start-client.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const { user } = tokensFor(1, "token");
const refused = {
  status: 403,
  body: {
    code: "forbidden",
    errors: [{ field: "current_password", code: "forbidden", message: "That is not the current password" }],
  },
};

it("what changes of one's account is known at once, and what is refused is not", async () => {
  const { client, seen } = await startClient(new FakeChatServer(), {
    "PATCH /api/v1/users/me": ({ body }) => {
      const { current_password: given, ...change } = body as Record<string, string>;
      return given === "right" ? { body: { ...user, ...change } } : refused;
    },
  });
  const email = "new@example.org";
  await expect(client.changeAccount({ email, current_password: "wrong" })).rejects.toMatchObject({
    code: "forbidden",
    fields: [{ field: "current_password" }],
  });
  expect(client.session.state.snapshot()).toMatchObject({ status: "signed_in", user });
  await client.changeAccount({ email, current_password: "right" });
  expect(client.session.state.snapshot()).toEqual({ status: "signed_in", user: { ...user, email } });
  expect(client.connection.state.snapshot()).toMatchObject({ status: "online" });
  expect(seen.at(-1)?.body).toEqual({ email, current_password: "right" });
});

it("whose account is deleted is signed out, with nothing left to send; who is refused stays", async () => {
  const server = new FakeChatServer();
  const { client } = await startClient(server, {
    "DELETE /api/v1/users/me": ({ body }) =>
      (body as { current_password: string }).current_password === "right" ? { body: {} } : refused,
  });
  server.mode = "down";
  server.dropAll(1006);
  client.room(7).send("not sent yet");
  await expect(client.deleteAccount("wrong")).rejects.toMatchObject({ code: "forbidden" });
  expect(client.unsentCount).toBe(1);
  await client.deleteAccount("right");
  expect(client.session.state.snapshot()).toMatchObject({ status: "signed_out", reason: "left" });
  expect(client.unsentCount).toBe(0);
});
