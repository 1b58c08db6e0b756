/** What V8 writes, and `node --cpu-prof`, as far as it is read here. */
export interface CpuProfile {
  /** The first is the root. */
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  /** Node ids, and the microseconds before each. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface SelfTimes {
  /** All but idling. */
  readonly busyMs: number;
  /** The longest first. */
  readonly functions: readonly { readonly place: string; readonly ms: number }[];
}

/** `from` a part of the time on: 0.5 leaves out the first half, in which a process starts and lets everybody in. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile, from = 0): SelfTimes {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  const beginUs = timeDeltas.reduce((sum, delta) => sum + delta, 0) * from;
  let elapsedUs = 0;
  for (const [index, id] of samples.entries()) {
    elapsedUs += timeDeltas[index]!;
    if (elapsedUs < beginUs) continue;
    const place = places.get(id)!;
    times.set(place, (times.get(place) ?? 0) + timeDeltas[index]! / 1_000);
  }
  times.delete("(idle)");
  const functions = [...times].map(([place, ms]) => ({ place, ms })).toSorted((a, b) => b.ms - a.ms);
  return { busyMs: functions.reduce((sum, { ms }) => sum + ms, 0), functions };
}

/** A function and where it stands. */
export function placeOf({ functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"]): string {
  const name = functionName === "" ? "(anonymous)" : functionName;
  if (url === "") return name;
  return `${name} ${url.split("/").slice(-3).join("/")}:${lineNumber + 1}`;
}

/** The functions with the most time of their own, as text. */
export function topFunctions({ busyMs, functions }: SelfTimes, most: number): string {
  const lines = functions.slice(0, most).map(({ place, ms }) => {
    return `${((ms / busyMs) * 100).toFixed(1).padStart(6)} %  ${place}`;
  });
  return `busy for ${(busyMs / 1_000).toFixed(1)} s\n${lines.join("\n")}\n`;
}
