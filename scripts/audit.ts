import { spawnSync } from "node:child_process";
import { licenseProblem } from "./supply/license-problem.ts";
import { shippedPackages } from "./supply/shipped-packages.ts";

/**
 * `make audit`: known advisories and the licences of what the images are made of. Not part of CI: an advisory of tonight must
 * not stop a change that has nothing to do with it.
 */

interface Report {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly via: readonly unknown[] }>>;
  readonly message?: string;
}

const shipped = shippedPackages(process.cwd());
const names = new Set(shipped.map(({ name }) => name));
const problems = [...licences(), ...advisories()];
for (const problem of problems) console.error(`make audit: ${problem}`);
console.log(`make audit: ${shipped.length} packages ship, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;

function licences(): string[] {
  return shipped.flatMap(({ name, version, license }) => {
    const problem = licenseProblem(license);
    return problem === undefined ? [] : [`${name}@${version} ${problem}`];
  });
}

/** Of what ships they are problems; of what only builds and tests they are told. */
function advisories(): string[] {
  const { stdout } = spawnSync("npm", ["audit", "--json"], { encoding: "utf8", maxBuffer: 64 << 20 });
  const { vulnerabilities, message } = readReport(stdout);
  if (vulnerabilities === undefined) {
    return [`advisories were NOT checked: the registry does not answer npm audit (${message ?? "no answer"})`];
  }
  return Object.entries(vulnerabilities).flatMap(([name, { severity, via }]) => {
    const titles = via.map((one) =>
      typeof one === "string" ? `through ${one}` : String((one as { title: unknown }).title),
    );
    const said = `${name}: ${severity}: ${titles.join("; ")}`;
    if (names.has(name)) return [said];
    console.log(`make audit: does not ship: ${said}`);
    return [];
  });
}

function readReport(text: string): Report {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return { message: "no JSON" };
  }
}
