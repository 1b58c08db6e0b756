/** A step of `make check`: everything that the web app says stands in its catalogue, in every language, and is said. */
import { globSync, readFileSync } from "node:fs";
import { findFaults, type Texts, textsOf } from "./strings/find-faults.ts";
import { findLiterals } from "./strings/find-literals.ts";
import { usedKeys } from "./strings/used-keys.ts";

/** Files with words that nobody reads: the names that languages of code go by. */
const forNobody = new Set(["markup/code/languages.ts"]);

interface Catalogue {
  readonly now: unknown;
  readonly later: unknown;
}

const web = new URL("../apps/web/src/", import.meta.url).pathname;
const files = globSync("**/*.{ts,tsx}", { cwd: web, exclude: ["strings/**", "**/*.test.*"] }).map((file) => ({
  file,
  source: readFileSync(web + file, "utf8"),
}));
const literals = files.flatMap(({ file, source }) => (forNobody.has(file) ? [] : findLiterals(file, source)));
const { languages } = await read<{ languages: Record<string, unknown> }>("languages");
const others = Object.keys(languages).filter((language) => language !== "en");
const faults = findFaults(
  await english(),
  await Promise.all(others.map(translated)),
  new Set(files.flatMap(({ file, source }) => usedKeys(file, source))),
);
for (const { file, line, text } of literals) {
  console.error(`apps/web/src/${file}:${line}  “${text}” is not in the catalogue, apps/web/src/strings`);
}
for (const fault of faults) console.error(`apps/web/src/strings  ${fault}`);
if (literals.length + faults.length > 0) process.exitCode = 1;
console.log(`strings: ${files.length} files, ${literals.length} literals, ${faults.length} faults`);

async function english(): Promise<Texts> {
  const [{ en }, { enLater }] = [await read<{ en: unknown }>("en/en"), await read<{ enLater: unknown }>("en/en-later")];
  return toTexts("en", { now: en, later: enLater });
}

async function translated(language: string): Promise<Texts> {
  const { [language]: catalogue } = await read<Record<string, Catalogue>>(`${language}/${language}`);
  if (catalogue === undefined) throw new Error(`strings/${language}/${language}.ts has no ${language}`);
  return toTexts(language, catalogue);
}

function toTexts(name: string, { now, later }: Catalogue): Texts {
  return { name, texts: new Map([...textsOf("t", now), ...textsOf("later", later)]) };
}

/** As text, like the sources: an app's modules are imported by nobody else. */
async function read<Module>(name: string): Promise<Module> {
  return (await import(`${web}strings/${name}.ts`)) as Module;
}
