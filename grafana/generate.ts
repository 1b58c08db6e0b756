import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { boards } from "./boards.ts";
import { buildBoard } from "./build-board.ts";

const folder = new URL("dashboards/", import.meta.url);
for (const file of readdirSync(folder)) rmSync(new URL(file, folder));
for (const board of boards) {
  writeFileSync(new URL(`${board.uid}.json`, folder), `${JSON.stringify(buildBoard(board), null, 2)}\n`);
}
