import { spawnSync } from "node:child_process";
import { shippedPackages } from "./supply/shipped-packages.ts";

/** `make sbom`: what the images are made of besides their base, as CycloneDX on standard output. */

interface Bom {
  readonly metadata: { readonly component: Record<string, unknown> };
  readonly components: readonly { readonly "bom-ref": string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

// With --omit=dev and workspaces npm 11 leaves out what the workspaces of the tests need as well: all, then, and only what ships.
const { status, stdout, stderr } = spawnSync("npm", ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application"], {
  encoding: "utf8",
  maxBuffer: 64 << 20,
});
if (status === 0) process.stdout.write(`${JSON.stringify(onlyShipped(JSON.parse(stdout) as Bom), undefined, 2)}\n`);
else {
  process.stderr.write(`make sbom: npm sbom failed\n${stderr}`);
  process.exitCode = 1;
}

function onlyShipped(bom: Bom): Bom {
  const shipped = new Set(shippedPackages(process.cwd()).map(({ name, version }) => `${name}@${version}`));
  const own = ownPackages(bom);
  const runs = (ref: string) => shipped.has(ref) || own.has(ref);
  const root = bom.metadata.component["bom-ref"];
  return {
    ...bom,
    // npm calls it after the folder of the clone.
    metadata: { ...bom.metadata, component: { ...bom.metadata.component, name: "hubbub" } },
    components: bom.components.filter((component) => runs(component["bom-ref"])),
    dependencies: bom.dependencies
      .filter(({ ref }) => ref === root || runs(ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(runs) })),
  };
}

/** Our own packages that the apps are made of. */
function ownPackages({ dependencies }: Bom): ReadonlySet<string> {
  const needs = new Map(dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const own = new Set<string>();
  const visit = (ref: string): void => {
    if (own.has(ref) || !ref.startsWith("@hubbub/")) return;
    own.add(ref);
    needs.get(ref)?.forEach(visit);
  };
  for (const ref of needs.keys()) if (/^@hubbub\/(chat-service|user-service|web)@/.test(ref)) visit(ref);
  return own;
}
