import { describe, expect, test } from "vitest";
import { Lifecycle } from "./lifecycle.ts";
import { capturedLogger } from "./testing/captured-logger.ts";

describe("Lifecycle", () => {
  test("stops in the reverse order of the start, one after the other", async () => {
    const { life, stopped } = recorded();
    life.onStop("database", stopped("database"));
    life.onStop("broker", async () => {
      await Promise.resolve();
      stopped("broker")();
    });
    life.onStop("server", stopped("server"));
    await life.stop();
    expect(stopped.order).toEqual(["server", "broker", "database"]);
  });

  test("stops the rest when one part fails or hangs, and logs which", async () => {
    const { life, stopped, lines } = recorded();
    life.onStop("database", stopped("database"));
    life.onStop("hangs", () => new Promise(() => {}), { timeoutMs: 5 });
    life.onStop("throws", () => {
      throw new Error("no");
    });
    await life.stop();
    expect(stopped.order).toEqual(["database"]);
    expect(lines.map(({ part }) => part)).toEqual(["throws", "hangs"]);
  });

  test("stops once, however often it is asked", async () => {
    const { life, stopped } = recorded();
    life.onStop("server", stopped("server"));
    await Promise.all([life.stop(), life.stop()]);
    await life.stop();
    expect(stopped.order).toEqual(["server"]);
  });

  test("undoes at once what is opened after the stop began, and waits for it", async () => {
    const { life, stopped } = recorded();
    await life.stop();
    life.onStop("late", async () => {
      await Promise.resolve();
      stopped("late")();
    });
    await life.stop();
    expect(stopped.order).toEqual(["late"]);
  });
});

function recorded() {
  const { logger, lines } = capturedLogger();
  const order: string[] = [];
  const stopped = Object.assign((name: string) => () => void order.push(name), { order });
  return { life: new Lifecycle(logger), stopped, lines };
}
