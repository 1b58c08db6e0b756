import { logFrames } from "@hubbub/ws-protocol";
import { expect, test } from "vitest";
import { logCommands, logKinds, refusalsOfKinds } from "./log-kinds.ts";

test("each frame of a log has its kind here, and each kind its frame", () => {
  const types = Object.keys(logKinds).map((kind) => (kind === "message" ? "new_message" : kind));
  expect(types).toEqual(Object.keys(logFrames));
});

test("a command and a reason to refuse belong to one kind", () => {
  const kinds = Object.values(logKinds);
  const commands = kinds.flatMap(({ commands: of }) => Object.keys(of));
  expect([...logCommands.keys()]).toEqual(commands);
  const reasons = kinds.flatMap(({ refusals }) => Object.keys(refusals));
  expect(Object.keys(refusalsOfKinds)).toEqual(reasons);
});
