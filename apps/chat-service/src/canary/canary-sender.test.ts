import { AppError } from "@hubbub/errors";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { maxCanaryRetryMs } from "../limits.ts";
import type { LogCommand } from "../room-log/kinds/log-kinds.ts";
import { decodeCanary } from "./canary-message.ts";
import { CanarySender } from "./canary-sender.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scenario() {
  const commands: LogCommand[] = [];
  let [isAway, sent] = [false, 0];
  const append = async (command: LogCommand) => {
    commands.push(command);
    if (isAway) throw new AppError("unavailable");
    return { roomId: 3, seq: commands.length, createdAt: new Date(), duplicate: false, clientMsgId: "" };
  };
  const sender = new CanarySender({ append }, { sent: () => void (sent += 1) });
  const said = () => commands.flatMap((command) => (command.do === "post" ? [decodeCanary(command.content)] : []));
  return { sender, commands, said, sent: () => sent, away: (away: boolean) => void (isAway = away) };
}

test("numbers go up by one, and what had no answer is sent again as it was", async () => {
  const { sender, commands, said, sent, away } = scenario();
  await sender.send();
  away(true);
  await expect(sender.send()).rejects.toThrow(AppError);
  vi.advanceTimersByTime(maxCanaryRetryMs - 1_000);
  away(false);
  await sender.send();
  await sender.send();
  expect(said().map((canary) => canary?.number)).toEqual([1, 2, 2, 3]);
  expect(said()[2]).toEqual(said()[1]);
  expect(commands[2]?.clientMsgId).toBe(commands[1]?.clientMsgId);
  expect(new Set(said().map((canary) => canary?.sender)).size).toBe(1);
  expect(sent()).toBe(3);
});

test("after a long time without an answer it begins as another sender: the first one's row may be gone", async () => {
  const { sender, said, away } = scenario();
  away(true);
  await expect(sender.send()).rejects.toThrow(AppError);
  vi.advanceTimersByTime(maxCanaryRetryMs + 1);
  away(false);
  await sender.send();
  expect(said()[1]?.number).toBe(1);
  expect(said()[1]?.sender).not.toBe(said()[0]?.sender);
});
