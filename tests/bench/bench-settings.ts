import type { Load } from "./loads/load.ts";
import { loads } from "./loads/loads.ts";
import { serverTitles } from "./servers/bench-server.ts";

/** As make passes them; what was not given is empty. */
export interface BenchValues {
  readonly load: string;
  readonly server: string;
  readonly rounds: string;
  readonly seconds: string;
  /** A commit whose hubbub today's is compared with. */
  readonly base: string;
  readonly write: boolean;
}

export interface BenchSettings {
  readonly loads: readonly Load[];
  /** Names. */
  readonly servers: readonly string[];
  readonly rounds: number;
  readonly seconds: number;
}

/** Where a change is likely to show. */
const loadsBesideBase = "rooms,many,hot100,ingest";

/** Throws a sentence where something does not exist or does not go together. */
export function readBenchSettings(values: BenchValues): BenchSettings {
  const besideBase = values.base !== "";
  if (besideBase && values.server !== "") {
    throw new Error("BASE and SERVER do not go together: BASE compares hubbub with hubbub, SERVER chooses its peers");
  }
  if (besideBase && values.write) {
    throw new Error("BASE and WRITE do not go together: what is compared with BASE is printed only");
  }
  const knownLoads = loads.map(({ name }) => name);
  const knownServers = Object.keys(serverTitles).filter((name) => name !== "hubbub-base");
  const names = choose("LOAD", values.load || (besideBase ? loadsBesideBase : ""), knownLoads);
  const servers = choose("SERVER", values.server, knownServers);
  const rounds = Number(values.rounds || (besideBase ? 5 : 3));
  const seconds = Number(values.seconds || 15);
  if (!(rounds >= 1) || !(seconds >= 1)) throw new Error("ROUNDS and SECONDS must be numbers from 1");
  return { loads: loads.filter(({ name }) => names.includes(name)), servers, rounds, seconds };
}

function choose(name: string, given: string, known: readonly string[]): readonly string[] {
  const chosen = given.split(",").filter((one) => one !== "");
  const unknown = chosen.filter((one) => !known.includes(one));
  if (unknown.length > 0) throw new Error(`no ${name} ${unknown.join(", ")}; there are ${known.join(", ")}`);
  return chosen.length === 0 ? known : chosen;
}
