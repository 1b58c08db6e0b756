import { writeFileSync } from "node:fs";
import { buildDashboard } from "./dashboard.ts";

const file = new URL("dashboards/hubbub.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(buildDashboard(), null, 2)}\n`);
