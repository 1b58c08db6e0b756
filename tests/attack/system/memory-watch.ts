import type { AttackSystem } from "./attack-system.ts";

export interface MemoryFigures {
  readonly beforeBytes: number;
  readonly highestBytes: number;
  readonly afterBytes: number;
}

const lookEveryMs = 100;

/** Watches the memory of a service from now on. */
export function watchMemory(system: AttackSystem, service: string): { stop(): MemoryFigures } {
  const beforeBytes = system.residentBytes(service);
  let highestBytes = beforeBytes;
  const timer = setInterval(() => (highestBytes = Math.max(highestBytes, system.residentBytes(service))), lookEveryMs);
  return {
    stop() {
      clearInterval(timer);
      return { beforeBytes, highestBytes, afterBytes: system.residentBytes(service) };
    },
  };
}
