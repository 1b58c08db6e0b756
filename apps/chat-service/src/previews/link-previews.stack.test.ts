import { AppError } from "@hubbub/errors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog } from "../room-log/testing/test-log.ts";
import { LinkPreviews } from "./link-previews.ts";

const ada = person(1);
let log: TestLog;
beforeAll(async () => void (log = await testLog()));
afterAll(() => log.stop());

test("a stop waits for no picture that is being made", async () => {
  const writer = log.writer();
  const { roomId } = await writer.createRoom(createRoom(ada, "links"));
  const [asked, stopped] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const warnings: string[] = [];
  const previews = new LinkPreviews({
    db: log.db,
    pages: {
      page: async () => ({ title: "Page", site: "here", picture: "https://example.org/picture" }),
      picture: async () => Buffer.from("picture"),
      stop: () => undefined,
    },
    pictures: {
      async keep() {
        asked.resolve();
        await stopped.promise;
        throw new AppError("unavailable");
      },
      drop: async () => undefined,
      stop: () => stopped.resolve(),
    },
    metrics: { dropped: { inc: () => undefined } as never, observe: () => undefined },
    warn: (_, message) => void warnings.push(message),
  });
  previews.start(writer);
  await writer.append(by(ada, roomId).post("https://example.org"));
  previews.committed(writer.committed.at(-1)!);
  await asked.promise;
  await previews.stop();
  expect(warnings).toEqual(["the picture of a link could not be kept"]);
});
