import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packagesOf } from "../../packages/stack/src/processes/packages-of.ts";

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says it: an SPDX expression, or nothing. */
  readonly license: string | undefined;
}

/** What the images are made of besides their base: the packages of others that the services and the web app run on. */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const apps = ["chat-service", "user-service", "web"].map((app) => join(root, "apps", app));
  return [...packagesOf(apps)]
    .map((path) => JSON.parse(readFileSync(join(path, "package.json"), "utf8")) as ShippedPackage)
    .filter(({ name }) => !name.startsWith("@hubbub/"))
    .map(({ name, version, license }) => ({ name, version, license }))
    .toSorted((one, other) => `${one.name}@${one.version}`.localeCompare(`${other.name}@${other.version}`));
}
