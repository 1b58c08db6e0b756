import { writeFileSync } from "node:fs";
import { limitsDoc } from "./limits-doc.ts";

writeFileSync("docs/limits.md", limitsDoc());
