import { expect, test } from "vitest";
import { findStackPorts } from "./stack-ports.ts";

test("no two parts get the same port, and none the one that people open", async () => {
  const edgePort = 20_000;
  let calls = 0;
  const each = await findStackPorts(2, edgePort, async () => edgePort + Math.floor(calls++ / 2));
  const ports = [
    each.postgres,
    each.redis,
    each.prometheus,
    ...Object.values(each.exporters),
    ...[each.userService, ...each.chat].flatMap(Object.values),
  ];
  expect(ports).toHaveLength(16);
  expect(new Set([edgePort, ...ports]).size).toBe(17);
});
