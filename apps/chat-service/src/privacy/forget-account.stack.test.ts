import { AppError } from "@hubbub/errors";
import { expect, onTestFinished, test } from "vitest";
import type { LogCommand } from "../room-log/kinds/log-kinds.ts";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { postgresProxy } from "../room-log/testing/postgres-proxy.ts";
import { testLog } from "../room-log/testing/test-log.ts";
import { forgetAccount } from "./forget-account.ts";

const ada = person(1);
const eve = person(2);
const users = {
  forget: () => undefined,
  usernames: (ids: readonly number[]) => Promise.resolve(new Map(ids.map((id) => [id, person(id).username]))),
};

test("an outage while an owner is forgotten leaves it to be done again, and the room not without an owner", async () => {
  const log = await testLog();
  const proxy = await postgresProxy(log.url);
  onTestFinished(async () => {
    await log.stop();
    await proxy.stop();
  });
  const writer = log.writer({ url: proxy.url });
  const { roomId } = await writer.createRoom(createRoom(ada, "of ada", { others: { [eve.userId]: "member" } }));
  const members = () =>
    log.sql("select user_id::int, role from room_members where room_id = $1 order by user_id", [roomId]);

  // Postgres is away for as long as the first thing that is to be done is tried, and then back.
  proxy.frozen = true;
  const forgetting = {
    db: log.db,
    log: {
      append: (command: LogCommand) =>
        writer.append(command).catch((error: unknown) => {
          proxy.frozen = false;
          proxy.cut();
          throw error;
        }),
    },
    users,
    erasesMessages: false,
    isStopping: () => false,
  };
  await expect(forgetAccount(forgetting, ada.userId)).rejects.toThrow(new AppError("unavailable"));
  expect(await members()).toEqual([
    { user_id: 1, role: "owner" },
    { user_id: 2, role: "member" },
  ]);

  expect(await forgetAccount(forgetting, ada.userId)).toBe(true);
  expect(await members()).toEqual([{ user_id: 2, role: "owner" }]);
}, 30_000);

test("nothing says whom they followed and who called them, whatever is answered to them later", async () => {
  const log = await testLog();
  onTestFinished(() => log.stop());
  const writer = log.writer();
  const { roomId } = await writer.createRoom(createRoom(ada, "of ada", { others: { [eve.userId]: "member" } }));
  const { seq } = await writer.append(by(ada, roomId).post("Lunch?"));
  const reply = { ...by(eve, roomId).post("Yes @user1", { threadSeq: seq }), named: { userIds: [ada.userId] } };
  await writer.append(reply);
  const left = async () => [
    ...(await log.sql("select 'place' as of from thread_members where user_id = $1", [ada.userId])),
    ...(await log.sql("select 'mention' as of from mentions where user_id = $1", [ada.userId])),
  ];
  expect(await left()).toEqual([{ of: "place" }, { of: "mention" }]);

  await log.sql("insert into deleted_accounts (user_id, deleted_at) values ($1, now())", [ada.userId]);
  const forgetting = { db: log.db, log: writer, users, erasesMessages: false, isStopping: () => false };
  expect(await forgetAccount(forgetting, ada.userId)).toBe(true);
  expect(await left()).toEqual([]);
  await writer.append(by(eve, roomId).post("Where?", { threadSeq: seq }));
  expect(await left()).toEqual([]);
});
