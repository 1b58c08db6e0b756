import { join } from "node:path";
import { sumFile } from "./copy-file.ts";
import { type CopiedFile, type Manifest, parts } from "./manifest.ts";
import type { Progress } from "./progress.ts";

export interface Verification {
  /** The backup's folder. */
  readonly backup: string;
  readonly manifest: Manifest;
  /** Of what people sent; the databases and the secrets are whole or are nothing. */
  readonly damagedFiles: "refuse" | "skip";
  readonly progress: Progress;
  readonly report: (line: string) => void;
}

/** How many damaged files are named where they are refused; the rest is counted. */
const namedProblems = 5;

/** The files that are what the manifest says. Throws where there are others that may not be left out. */
export async function verify({
  backup,
  manifest,
  damagedFiles,
  progress,
  report,
}: Verification): Promise<CopiedFile[]> {
  const whole: CopiedFile[] = [];
  const skippable: string[] = [];
  const others: string[] = [];
  progress.begin("the backup is verified", manifest.files.length);
  for (const file of manifest.files) {
    progress.step();
    const problem = await problemOf(backup, file);
    if (problem === undefined) whole.push(file);
    else (file.path.startsWith(`${parts.objects}/`) ? skippable : others).push(problem);
  }
  if (others.length === 0 && damagedFiles === "skip") {
    for (const problem of skippable) report(`left out: ${problem}`);
    return whole;
  }
  const problems = [...others, ...skippable];
  if (problems.length === 0) return whole;
  const rest = problems.length > namedProblems ? [`and ${problems.length - namedProblems} more`] : [];
  const way = others.length > 0 ? [] : ["only files that people sent are: DAMAGED=skip restores all but those"];
  throw new Error(["the backup is damaged:", ...problems.slice(0, namedProblems), ...rest, ...way].join("\n  "));
}

async function problemOf(backup: string, { path, bytes, sha256 }: CopiedFile): Promise<string | undefined> {
  try {
    const sum = await sumFile(join(backup, path));
    return sum.bytes === bytes && sum.sha256 === sha256 ? undefined : `${path} is not what it was`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
