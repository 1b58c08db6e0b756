import { expect, test } from "vitest";
import { flameGraphPage, toFlameGraph } from "./flame-graph.ts";

const node = (id: number, functionName: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url: "", lineNumber: 0 },
  children,
});
const profile = {
  nodes: [node(1, "(root)", [2, 3, 5]), node(2, "(idle)"), node(3, "turn", [4]), node(4, "send"), node(5, "</script>")],
  samples: [2, 3, 4, 4, 5],
  timeDeltas: [900, 10, 20, 30, 100],
};

test("a function is as wide as it and what it calls took, the longest first, and idling is left out", () => {
  const { totalUs, places, frames } = toFlameGraph(profile);
  expect(totalUs).toBe(160);
  const shown = frames.map(([depth, startUs, us, place]) => [places[place], depth, startUs, us]);
  expect(shown).toHaveLength(4);
  expect(shown).toEqual(
    expect.arrayContaining([
      ["all", 0, 0, 160],
      ["</script>", 1, 0, 100],
      ["turn", 1, 100, 60],
      ["send", 2, 100, 50],
    ]),
  );
});

test("what is too short to be seen is left out, and a profile of nothing is a page too", () => {
  const short = { ...profile, timeDeltas: [900, 1_000_000, 20, 30, 100] };
  expect(toFlameGraph(short).places.toSorted()).toEqual(["all", "turn"]);
  expect(flameGraphPage("none", toFlameGraph({ nodes: [], samples: [], timeDeltas: [] }))).toContain("<h1>none</h1>");
});

test("a function's name ends no script", () => {
  const page = flameGraphPage("<chat-1>", toFlameGraph(profile));
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  expect(page).toContain("<title>&lt;chat-1></title>");
});
