/**
 * A step of `make check`: what `/api/openapi.json` says is right by OpenAPI's own rules, as `@redocly/cli lint` knows them.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { buildOpenApi } from "@hubbub/rest-gateway";

const folder = mkdtempSync(join(tmpdir(), "hubbub-openapi-"));
try {
  const file = join(folder, "openapi.json");
  writeFileSync(file, JSON.stringify(buildOpenApi(readDescriptorImage(), contract)));
  const { status } = spawnSync("npx", ["redocly", "lint", "--config", "scripts/redocly.yaml", file], {
    stdio: "inherit",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
