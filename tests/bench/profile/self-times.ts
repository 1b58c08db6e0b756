/** What `node --cpu-prof` writes, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
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

/** Of the second half of the process's life: starting, and letting everybody in, is over by then. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTimes {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  const halfUs = timeDeltas.reduce((sum, delta) => sum + delta, 0) / 2;
  let elapsedUs = 0;
  for (const [index, id] of samples.entries()) {
    elapsedUs += timeDeltas[index]!;
    if (elapsedUs < halfUs) continue;
    const place = places.get(id)!;
    times.set(place, (times.get(place) ?? 0) + timeDeltas[index]! / 1_000);
  }
  times.delete("(idle)");
  const functions = [...times].map(([place, ms]) => ({ place, ms })).toSorted((a, b) => b.ms - a.ms);
  return { busyMs: functions.reduce((sum, { ms }) => sum + ms, 0), functions };
}

function placeOf({ functionName, url, lineNumber }: CpuProfile["nodes"][number]["callFrame"]): string {
  const name = functionName === "" ? "(anonymous)" : functionName;
  if (url === "") return name;
  return `${name} ${url.split("/").slice(-3).join("/")}:${lineNumber + 1}`;
}
