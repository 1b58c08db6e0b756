import { afterAll, beforeAll, expect, test } from "vitest";
import { by, createRoom, person } from "../room-log/testing/commands.ts";
import { type TestLog, testLog, type TestWriter } from "../room-log/testing/test-log.ts";
import { type MessagePlace, readOwnMessages } from "./own-message-queries.ts";

let log: TestLog;
let writer: TestWriter;

beforeAll(async () => {
  log = await testLog();
  writer = log.writer();
});
afterAll(() => log.stop());

test("one's messages of all rooms come page by page, of which none asks more rooms than it may", async () => {
  const [ada, eve] = [person(1), person(2)];
  for (let room = 0; room < 5; room += 1) {
    const { roomId } = await writer.createRoom(createRoom(room % 4 === 0 ? ada : eve, `room ${room}`));
    if (room % 4 !== 0) continue;
    for (const text of ["a", "b", "c"]) await writer.append(by(ada, roomId).post(`${room}${text}`));
  }

  const pages: string[][] = [];
  for (let after: MessagePlace | undefined = { roomId: 0, seq: 0 }; after !== undefined;) {
    const page = await readOwnMessages(log.db, 1, { after, limit: 2, maxRooms: 2 });
    pages.push(page.messages.map(({ content }) => content));
    after = page.next;
  }
  // The server's own rooms come first; then hers, two of others, and hers.
  expect(pages).toEqual([[], ["0a", "0b"], ["0c"], [], ["4a", "4b"], ["4c"]]);
});
