import { AppError } from "@hubbub/errors";
import { createLogger, epochNowUs } from "@hubbub/service-runtime";
import { expect, test, vi } from "vitest";
import { recordCommand } from "./record-command.ts";

test("a command's line says who, where, what came of it and how long it took, and nothing of what was written", () => {
  const { logger, lines } = debugging();
  const send = { type: "send_message", room_id: 7, content: "s3cret", client_msg_id: "s3cret" };
  recordCommand(logger, send, { type: "message_ack", room_id: 7, seq: 12 }, 42, epochNowUs() - 2_000);
  recordCommand(logger, { type: "typing" }, undefined, 42, epochNowUs());
  recordCommand(logger, { type: "auth" }, new AppError("unauthenticated", "s3cret"), 0, epochNowUs());
  expect(lines()).toMatchObject([
    { command: "send_message", userId: 42, roomId: 7, seq: 12, result: "ok" },
    { command: "typing", userId: 42, result: "ok" },
    { command: "auth", result: "unauthenticated" },
  ]);
  expect(lines()[0]?.["ms"]).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(lines())).not.toContain("s3cret");
});

test("above debug nothing is read of a command", () => {
  const logger = createLogger({ service: "test", level: "info" });
  const read = vi.fn<() => string>(() => "send_message");
  recordCommand(
    logger,
    {
      get type() {
        return read();
      },
    },
    undefined,
    1,
    0,
  );
  expect(read).not.toHaveBeenCalled();
});

function debugging() {
  let written = "";
  const destination = { write: (line: string) => void (written += line) };
  return {
    logger: createLogger({ service: "test", level: "debug", destination }),
    lines: () =>
      written
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
