import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

export type FormFactor = "desktop" | "mobile";

/** Scores of 0 to 100, and how far the page moved under the reader. */
export interface LighthouseScores {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  /** https://web.dev/articles/cls */
  readonly layoutShift: number;
  /** What lost points of accessibility or best practices. */
  readonly faults: readonly string[];
}

interface Report {
  readonly categories: Readonly<Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>>;
  readonly audits: Readonly<
    Record<string, { title: string; score: number | null; numericValue?: number; details?: { data?: string } }>
  >;
  readonly finalDisplayedUrl: string;
  readonly runtimeError?: { readonly message: string };
}

const program = join(import.meta.dirname, "lighthouse/node_modules/lighthouse/cli/index.js");

/**
 * Loads a page in the browser at `port`, signed in as it is there, with Lighthouse's own throttling. What it looked like in the
 * end is left in the file `picture`.
 */
export async function runLighthouse(
  url: string,
  port: number,
  formFactor: FormFactor,
  picture: string,
): Promise<LighthouseScores> {
  const child = spawn(
    process.execPath,
    [
      program,
      url,
      `--port=${port}`,
      "--disable-storage-reset",
      "--output=json",
      "--quiet",
      "--no-enable-error-reporting",
      "--only-categories=performance,accessibility,best-practices",
      ...(formFactor === "desktop" ? ["--preset=desktop"] : []),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const [output, problems] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  if (child.exitCode !== 0) throw new Error(`lighthouse ended with ${child.exitCode}: ${problems}`);
  const report = JSON.parse(output) as Report;
  if (report.runtimeError !== undefined) throw new Error(`lighthouse: ${report.runtimeError.message}`);
  // As when one is signed in no more: another page than was asked for.
  if (report.finalDisplayedUrl !== url) throw new Error(`lighthouse was led to ${report.finalDisplayedUrl}`);
  const shot = report.audits["final-screenshot"]?.details?.data;
  if (shot !== undefined) {
    mkdirSync(dirname(picture), { recursive: true });
    writeFileSync(picture, shot.slice(shot.indexOf(",") + 1), "base64");
  }
  const score = (category: string) => Math.round(100 * (report.categories[category]?.score ?? 0));
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    bestPractices: score("best-practices"),
    layoutShift: report.audits["cumulative-layout-shift"]?.numericValue ?? Number.NaN,
    faults: ["accessibility", "best-practices"].flatMap((category) =>
      (report.categories[category]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (report.audits[id]?.score ?? 1) < 1)
        .map(({ id }) => report.audits[id]?.title ?? id),
    ),
  };
}
