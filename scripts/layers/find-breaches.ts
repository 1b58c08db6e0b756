import { houses, type House, kept, type Kept } from "./layers.ts";
import { type Import, readImports } from "./read-imports.ts";

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** What a file does against the list. It need not exist: what it imports is looked up from where it would stand. */
export function findBreaches(root: string, file: string, source: string): Breach[] {
  const imports = readImports(root, file, source);
  return [
    ...imports.flatMap((one) => breachesOf(one).map((says) => ({ file, line: one.line, says }))),
    ...kept.flatMap((rule) => textBreaches(rule, file, source)),
  ];
}

/** A test, or what only tests use: no part of an image. */
export function isForTests(file: string): boolean {
  return /(^|\/)(testing|fixtures)\/|\.(test|contract)\.tsx?$/.test(file);
}

function breachesOf(one: Import): string[] {
  const { from, to } = one;
  return [
    appOf(to) !== undefined && appOf(to) !== appOf(from) ? `apps/${appOf(to)} is imported by nobody else` : undefined,
    isForTests(to) && !isForTests(from) && isHoused(from) ? `${to} is for tests` : undefined,
    ...houses.map((house) => houseBreach(house, one)),
    ...kept.map((rule) => keptBreach(rule, one)),
  ].filter((says) => says !== undefined);
}

function appOf(file: string): string | undefined {
  return /^apps\/([^/]+)\//.exec(file)?.[1];
}

function isHoused(file: string): boolean {
  return /^(apps|packages)\/[^/]+\/src\//.test(file);
}

function houseBreach(house: House, { from, to, isType }: Import): string | undefined {
  const [importer, imported] = [within(house.root, from), within(house.root, to)];
  if (importer === undefined || imported === undefined) return undefined;
  // A test at the house's front door goes in and out; tests inside know their own floor and those below.
  if (isForTests(from) && (house.testsAreFree === true || !importer.includes("/") || isIn("testing", importer)))
    return undefined;
  if (isForTests(from) && house.openToTests?.some((place) => isIn(place, imported)) === true) return undefined;
  const [mine, its] = [placeOf(house, importer), placeOf(house, imported)];
  if (mine === undefined || its === undefined) {
    return `${house.root}/${mine === undefined ? importer : imported} stands in no layer: list it in scripts/layers/layers.ts`;
  }
  if (mine.name === its.name) return undefined;
  if (house.allowed?.some((arrow) => isIn(arrow.from, importer) && isIn(arrow.to, imported)) === true) return undefined;
  if (mine.layer === its.layer) return `${mine.name} and ${its.name} are of one layer, and do not know each other`;
  if (mine.layer < its.layer) return `${mine.name} stands below ${its.name}`;
  for (const { from: of, to: into, only, typesOnly, because } of house.narrowed ?? []) {
    if (!isIn(of, importer) || !isIn(into, imported)) continue;
    if (!only.some((place) => isIn(place, imported)) || (typesOnly === true && !isType && !isForTests(from))) {
      return `${of} knows ${typesOnly === true ? "types " : ""}of ${only.join(" and ")} only: ${because}`;
    }
  }
  return undefined;
}

/** The layer that names the most of its path. */
function placeOf(house: House, inside: string): { name: string; layer: number } | undefined {
  return house.layers
    .flatMap((names, layer) => names.map((name) => ({ name, layer })))
    .filter(({ name }) => isIn(name, inside))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}

function keptBreach(rule: Kept, { from, to, isType }: Import): string | undefined {
  if (!rule.imports.some((place) => isIn(place, to)) || (isType && rule.typesAreFree === true)) return undefined;
  return isAtHome(rule, from) ? undefined : `${to}: ${saysKept(rule)}`;
}

function textBreaches(rule: Kept, file: string, source: string): Breach[] {
  if (rule.text === undefined || isAtHome(rule, file)) return [];
  return [...source.matchAll(new RegExp(rule.text, "g"))].map((match) => ({
    file,
    line: source.slice(0, match.index).split("\n").length,
    says: `${match[0]}…: ${saysKept(rule)}`,
  }));
}

function saysKept({ what, places }: Kept): string {
  return `${what} is kept in ${places.map(({ at }) => at).join(", ")}`;
}

function isAtHome({ places }: Kept, file: string): boolean {
  if (!isHoused(file) || isForTests(file)) return true;
  return places.some(({ at }) => (at.startsWith("*") ? file.endsWith(at.slice(1)) : isIn(at, file)));
}

function within(folder: string, file: string): string | undefined {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
}

function isIn(place: string, file: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}
