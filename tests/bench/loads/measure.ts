import type { Figures } from "../figures/figures.ts";
import { measureDeliveries } from "./measure-deliveries.ts";
import { measureIdle } from "./measure-idle.ts";
import { measureIngest } from "./measure-ingest.ts";
import { measureInserts } from "./measure-inserts.ts";
import { measureResume } from "./measure-resume.ts";
import { measureSearch } from "./measure-search.ts";
import { measureStorm } from "./measure-storm.ts";
import type { RunContext } from "./run-context.ts";

export function measure(context: RunContext): Promise<Figures> {
  switch (context.load.kind) {
    case "deliver":
      return measureDeliveries(context);
    case "idle":
      return measureIdle(context);
    case "storm":
      return measureStorm(context);
    case "ingest":
      return context.server.name === "inserts"
        ? measureInserts(context.running.databaseUrl!, context.seconds)
        : measureIngest(context);
    case "resume":
      return measureResume(context);
    case "search":
      return measureSearch(context);
  }
}
