import { expect, test } from "vitest";
import { capturedLogger } from "./testing/captured-logger.ts";

test("a credential is blanked wherever it stands by its name", () => {
  const { logger, lines } = capturedLogger();
  logger.info({
    token: "t0p",
    user: { password: "t0p" },
    request: { headers: { authorization: "t0p", "set-cookie": "t0p" } },
    sent: [{ content: "t0p" }],
  });
  expect(JSON.stringify(lines)).not.toContain("t0p");
  expect(lines[0]).toMatchObject({ token: "[redacted]", user: { password: "[redacted]" } });
});

test("a url is logged without its query, which may hold a token", () => {
  const { logger, lines } = capturedLogger();
  logger.info({ url: "/ws?token=t0p" });
  expect(lines[0]).toMatchObject({ url: "/ws", service: "test", level: "info" });
});

test("an error is logged with its stack and its cause", () => {
  const { logger, lines } = capturedLogger();
  logger.error({ err: new Error("outer", { cause: new Error("inner") }) });
  expect(lines[0]?.["err"]).toMatchObject({ type: "Error", message: "outer: inner" });
});
