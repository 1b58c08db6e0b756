import { type CpuProfile, placeOf } from "./self-times.ts";

/** How deep, where it begins and how long it is (µs), and what it is: an index of `places`. */
type Frame = readonly [depth: number, startUs: number, us: number, place: number];

export interface FlameGraph {
  /** All but idling. */
  readonly totalUs: number;
  readonly places: readonly string[];
  readonly frames: readonly Frame[];
}

/** What is shorter than this part of all would be no pixel. */
const leastShare = 1 / 3_000;

/** Who called whom, and for how long: callers stand below, and beside each other the longest first. */
export function toFlameGraph({ nodes, samples, timeDeltas }: CpuProfile): FlameGraph {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const ownUs = new Map<number, number>();
  for (const [index, id] of samples.entries()) {
    if (known.get(id)?.callFrame.functionName === "(idle)") continue;
    ownUs.set(id, (ownUs.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  }
  const wholeUs = new Map<number, number>();
  // Children have higher places in the list than their parents.
  for (const { id, children = [] } of nodes.toReversed()) {
    wholeUs.set(
      id,
      children.reduce((sum, child) => sum + (wholeUs.get(child) ?? 0), ownUs.get(id) ?? 0),
    );
  }
  const places = new Map<string, number>();
  const frames: Frame[] = [];
  const root = nodes[0];
  const totalUs = root === undefined ? 0 : (wholeUs.get(root.id) ?? 0);
  const waiting = root === undefined ? [] : [{ node: root, depth: 0, startUs: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth, startUs } = next;
    const us = wholeUs.get(node.id) ?? 0;
    if (us === 0 || us < totalUs * leastShare) continue;
    const place = depth === 0 ? "all" : placeOf(node.callFrame);
    if (!places.has(place)) places.set(place, places.size);
    frames.push([depth, startUs, us, places.get(place)!]);
    let childUs = startUs;
    for (const child of (node.children ?? []).toSorted((a, b) => (wholeUs.get(b) ?? 0) - (wholeUs.get(a) ?? 0))) {
      const childNode = known.get(child);
      if (childNode !== undefined) waiting.push({ node: childNode, depth: depth + 1, startUs: childUs });
      childUs += wholeUs.get(child) ?? 0;
    }
  }
  return { totalUs, places: [...places.keys()], frames };
}

/** The graph as a page that needs nothing else: a click shows one function's part of it, typing marks what has that name. */
export function flameGraphPage(title: string, graph: FlameGraph): string {
  // What it shows are names of functions, which may hold whatever a string may.
  const data = JSON.stringify(graph).replaceAll("<", "\\u003c");
  const heading = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${heading}</title>
<style>
  body { font: 12px system-ui, sans-serif; margin: 16px; }
  #graph { position: relative; margin-top: 12px; }
  #graph div { position: absolute; height: 17px; box-sizing: border-box; overflow: hidden; white-space: nowrap;
    padding: 1px 3px; border: 1px solid #fff; border-radius: 2px; cursor: pointer; color: #222; }
  #graph div.found { background: #c3f !important; color: #fff; }
</style>
<h1>${heading}</h1>
<label>Find <input id="find" type="search"></label> <span id="said"></span>
<div id="graph"></div>
<script>
const { totalUs, places, frames } = ${data};
const graph = document.getElementById("graph"), find = document.getElementById("find"), said = document.getElementById("said");
const rows = 1 + frames.reduce((most, [depth]) => Math.max(most, depth), 0);
graph.style.height = rows * 18 + "px";
let root = frames[0];
function draw() {
  const [rootDepth, rootStart, rootUs] = root, found = find.value.toLowerCase();
  graph.replaceChildren(...frames.flatMap((frame) => {
    const [depth, start, us, place] = frame;
    const isAbove = depth < rootDepth && start <= rootStart && start + us >= rootStart + rootUs;
    const isWithin = depth >= rootDepth && start >= rootStart && start + us <= rootStart + rootUs;
    if (!isAbove && (!isWithin || us / rootUs < 1 / 3000)) return [];
    const box = document.createElement("div"), name = places[place];
    box.textContent = name;
    box.title = name + "\\n" + (us / 1000).toFixed(1) + " ms, " + (us / totalUs * 100).toFixed(1) + " %";
    box.style.cssText = "left:" + (isAbove ? 0 : (start - rootStart) / rootUs * 100) + "%;width:" +
      (isAbove ? 100 : us / rootUs * 100) + "%;bottom:" + depth * 18 + "px;background:hsl(" + colour(name) + ",85%,70%)";
    if (isAbove) box.style.opacity = 0.5;
    if (found !== "" && name.toLowerCase().includes(found)) box.className = "found";
    box.onclick = () => { root = frame; said.textContent = box.title; draw(); };
    return [box];
  }));
}
function colour(name) {
  let sum = 0;
  for (const sign of name) sum = (sum * 31 + sign.codePointAt(0)) % 997;
  return (name.includes("node_modules") ? 190 : name.includes(":") ? 20 : 90) + sum % 35;
}
find.oninput = draw;
if (root) draw();
</script>
</html>
`;
}
