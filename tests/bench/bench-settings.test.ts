import { expect, test } from "vitest";
import { type BenchValues, readBenchSettings } from "./bench-settings.ts";

const nothing: BenchValues = { load: "", server: "", rounds: "", seconds: "", base: "", write: false };

test("without anything it is every load on every server, three rounds of 15 s", () => {
  const { loads, servers, rounds, seconds } = readBenchSettings(nothing);
  expect(loads.length).toBeGreaterThan(4);
  expect(servers).toEqual(expect.arrayContaining(["hubbub", "ws"]));
  expect(servers).not.toContain("hubbub-base");
  expect({ rounds, seconds }).toEqual({ rounds: 3, seconds: 15 });
});

test("beside BASE it is four loads, five rounds, and what is given counts", () => {
  const beside = readBenchSettings({ ...nothing, base: "HEAD" });
  expect(beside.loads.map(({ name }) => name)).toEqual(["rooms", "many", "hot100", "ingest"]);
  expect(beside.rounds).toBe(5);
  const chosen = readBenchSettings({ ...nothing, base: "HEAD", load: "storm", rounds: "1", seconds: "3" });
  expect(chosen).toMatchObject({ loads: [{ name: "storm" }], rounds: 1, seconds: 3 });
});

test.each([
  [{ base: "HEAD", server: "ws" }, "BASE and SERVER do not go together"],
  [{ base: "HEAD", write: true }, "BASE and WRITE do not go together"],
  [{ load: "room" }, "no LOAD room; there are rooms, many"],
  [{ server: "hubbub-base" }, "no SERVER hubbub-base; there are hubbub, "],
  [{ rounds: "none" }, "ROUNDS and SECONDS must be numbers from 1"],
])("%o is refused with a sentence", (values, sentence) => {
  expect(() => readBenchSettings({ ...nothing, ...values })).toThrow(sentence);
});
