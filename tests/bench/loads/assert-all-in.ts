import type { GeneratorReport } from "../generator/generator-report.ts";

/** Throws unless every connection got into its room: figures of fewer would compare with nothing. */
export function assertAllIn({ joined, failed, errors }: GeneratorReport, wanted: number): void {
  if (joined === wanted) return;
  throw new Error(`${joined} of ${wanted} connections got in (${failed} failed, ${errors} errors)`);
}
