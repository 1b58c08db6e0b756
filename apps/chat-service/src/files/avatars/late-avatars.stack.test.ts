import { AppError } from "@hubbub/errors";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestLog, testLog } from "../../room-log/testing/test-log.ts";
import { FileLinks } from "../links/file-links.ts";
import { forgetLeftAvatars } from "./forget-left-avatars.ts";
import { tellLateAvatars } from "./tell-person-avatar.ts";

let log: TestLog;
beforeAll(async () => void (log = await testLog()));
beforeEach(async () => void (await log.sql("delete from person_avatars")));
afterAll(() => log.stop());

const idOf = (userId: number) => String(userId).padStart(32, "0");

/** A picture of theirs that is shown, and of which nobody was told. */
async function latePicture(userId: number): Promise<void> {
  await log.sql(
    `insert into files (id, room_id, user_id, name, size, stored_at, made_at, shown_since, avatar_of)
     values ($1, 0, $2::bigint, 'avatar.webp', 4, now(), now(), now(), 'user:' || $2::bigint)`,
    [idOf(userId), userId],
  );
  await log.sql(
    "insert into person_avatars (user_id, file_id, version, changed_at) values ($2::bigint, $1, $2::bigint, now() - $2::bigint * interval '1 minute')",
    [idOf(userId), userId],
  );
}

test("one that cannot be told keeps nobody else's from it", async () => {
  for (const userId of [3, 2, 1]) await latePicture(userId);
  const telling = {
    db: log.db,
    links: new FileLinks(Buffer.from("key")),
    tellAvatar: async ({ userId }: { userId: number }) => {
      if (userId === 3) throw new AppError("internal", "not this one");
      if (userId === 2) throw new AppError("user_not_found");
    },
  };
  await expect(tellLateAvatars(telling)).rejects.toThrow("not this one");
  expect(await log.sql("select user_id, told_at is not null as told from person_avatars order by user_id")).toEqual([
    { user_id: 1, told: true },
    { user_id: 3, told: false },
  ]);
});

test("who was forgotten by a release that knew of no pictures has none either", async () => {
  for (const userId of [4, 5, 6]) await latePicture(userId);
  await log.sql(
    "insert into deleted_accounts (user_id, deleted_at, forgotten_at) values (4, now(), now()), (5, now(), null)",
  );
  expect(await forgetLeftAvatars({ db: log.db })).toBe(false);
  expect(await log.sql("select user_id from person_avatars order by user_id")).toEqual([
    { user_id: 5 },
    { user_id: 6 },
  ]);
  expect(
    await log.sql("select user_id from files where removed_at is not null and shown_since is null and user_id > 3"),
  ).toEqual([{ user_id: 4 }]);
});
