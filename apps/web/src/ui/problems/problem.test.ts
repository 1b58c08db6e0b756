import { HubbubError } from "@hubbub/client";
import { expect, test } from "vitest";
import { problemSentence, toProblem } from "./problem.ts";

test("what the server refuses for now says for how long, and then that it may be tried", () => {
  const problem = toProblem(new HubbubError("rate_limited", "You do that too often", { retryAfterMs: 39_100 }));
  expect(problem.isHeld).toBe(true);
  expect(problemSentence(problem)).toBe("Too many tries. Try again in 40 s.");
  expect(problemSentence({ ...problem, isHeld: false })).toBe("Too many tries. You can try again now.");
});

test.each([
  ["overloaded", "The server is busy. Try again in 2 s."],
  ["unavailable", "The server cannot do that right now. Try again in 2 s."],
] as const)("%s has words of its own", (code, sentence) => {
  expect(problemSentence(toProblem(new HubbubError(code, undefined, { retryAfterMs: 1_200 })))).toBe(sentence);
});

test("what is refused for good, or without a time, is said as the server words it and holds nothing up", () => {
  for (const code of ["forbidden", "unavailable"] as const) {
    const problem = toProblem(new HubbubError(code, "Not like this"));
    expect([problem.isHeld, problemSentence(problem)]).toEqual([false, "Not like this"]);
  }
});
