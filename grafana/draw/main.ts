import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readEnvironment, readStackFile, readStackSettings } from "@hubbub/stack";
import { boards } from "../boards.ts";
import type { BoardSpec } from "../panel-spec.ts";
import { drawBoard } from "./draw-board.ts";

// make draw [MINUTES=15] [OUT=folder] [PROMETHEUS_URL=…]: what the dashboards show of what runs, as pictures.

try {
  await draw(process.env);
} catch (error) {
  process.stderr.write(`make draw: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function draw(env: NodeJS.ProcessEnv): Promise<void> {
  const root = resolve(import.meta.dirname, "../..");
  const minutes = Number(env["MINUTES"] || 15);
  if (!(minutes > 0 && minutes <= 10_080)) throw new Error("MINUTES is a number up to 10080, a week");
  const settings = readStackSettings(readEnvironment(env, root), root);
  const out = resolve(root, env["OUT"] || join(settings.dataFolder, "dashboards"));
  const port = readStackFile(settings.dataFolder)?.ports["prometheus"];
  const url = env["PROMETHEUS_URL"] || (port === undefined ? undefined : `http://127.0.0.1:${port}`);
  if (url === undefined) throw new Error("hubbub does not run with Prometheus here; PROMETHEUS_URL names another one");
  const to = Math.floor(performance.timeOrigin / 1_000);
  mkdirSync(out, { recursive: true });
  const missing: string[] = [];
  for (const board of boards) {
    const { html, empty } = await drawBoard(board, { url, from: to - minutes * 60, to });
    missing.push(...empty);
    writeFileSync(join(out, `${board.uid}.html`), html);
    photograph(join(out, `${board.uid}.html`), join(out, `${board.uid}.png`), heightOf(board));
  }
  process.stdout.write(`The dashboards of the last ${minutes} minutes are in ${out}\n`);
  if (missing.length > 0) throw new Error(`no data for\n  ${missing.join("\n  ")}`);
}

/** About: what is left below is empty. */
function heightOf({ glance, rows }: BoardSpec): number {
  const lines = Object.values(rows).map((panels) => 40 + 265 * Math.ceil(panels.length / 3));
  return lines.reduce((sum, height) => sum + height, glance === undefined ? 90 : 200);
}

function photograph(page: string, picture: string, height: number): void {
  const profile = mkdtempSync(join(tmpdir(), "hubbub-draw-"));
  const options = ["--headless", "--no-sandbox", "--hide-scrollbars", `--user-data-dir=${profile}`];
  const size = `--window-size=1600,${Math.round(height)}`;
  const { status, error } = spawnSync(
    process.env["CHROMIUM"] ?? "chromium",
    [...options, size, `--screenshot=${picture}`, `file://${page}`],
    { stdio: "ignore", timeout: 60_000 },
  );
  rmSync(profile, { recursive: true, force: true });
  if (status !== 0) throw new Error(`Chromium drew nothing of ${page}`, { cause: error });
}
