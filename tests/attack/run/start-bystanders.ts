import { fork } from "node:child_process";
import { join } from "node:path";
import type { BystanderFigures } from "../bystanders/figures.ts";
import type { Company, Report } from "../bystanders/main.ts";

export interface Bystanders {
  readonly serverIds: readonly string[];
  /** Measures from now on; `over` resolves after `seconds`, `figures` when the last answer has come. */
  measure(seconds: number): { readonly over: Promise<void>; readonly figures: Promise<BystanderFigures> };
  /** Everyone is in the room again. */
  seated(): Promise<void>;
  stop(): void;
}

const patienceMs = 60_000;

export async function startBystanders(company: Company): Promise<Bystanders> {
  const child = fork(join(import.meta.dirname, "../bystanders/main.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  let whenSeated = next("seated");
  child.send(company);
  const { serverIds } = await whenSeated;
  return {
    serverIds,
    measure(seconds) {
      const over = next("over", seconds * 1_000);
      const figures = next("figures", seconds * 1_000);
      whenSeated = next("seated", seconds * 1_000);
      whenSeated.catch(() => undefined);
      child.send({ seconds });
      return { over: over.then(() => undefined), figures: figures.then((report) => report.figures) };
    },
    async seated() {
      await whenSeated;
    },
    stop: () => child.disconnect(),
  };

  function next<Kind extends Report["kind"]>(kind: Kind, moreMs = 0): Promise<Extract<Report, { kind: Kind }>> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        child.off("message", take).off("exit", gone);
      };
      const take = (report: Report) => {
        if (report.kind !== kind) return;
        end();
        resolve(report as Extract<Report, { kind: Kind }>);
      };
      const fail = (why: string) => {
        end();
        reject(new Error(`the bystanders are ${why}`));
      };
      const gone = () => fail("gone");
      const timer = setTimeout(() => fail(`not ${kind}`), patienceMs + moreMs);
      child.on("message", take).on("exit", gone);
    });
  }
}
