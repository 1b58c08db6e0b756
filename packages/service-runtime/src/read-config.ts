import { readFileSync } from "node:fs";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import type { Setting } from "./setting.ts";

/** Settings by what they are called inside; some may stand together under one name. */
export interface ConfigSpec {
  readonly [key: string]: Setting<unknown> | ConfigSpec;
}

/** The values that a specification yields, under the same keys. */
export type ConfigOf<Spec> = {
  readonly [Key in keyof Spec]: Spec[Key] extends Setting<infer Value> ? Value : ConfigOf<Spec[Key]>;
};

/** What was read before it is known whether all of it is good: a value is `undefined` where its variable is bad. */
export type ReadSoFar<Spec> = {
  readonly [Key in keyof Spec]: Spec[Key] extends Setting<infer Value> ? Value | undefined : ReadSoFar<Spec[Key]>;
};

/**
 * Reads a service's settings from the environment. An empty variable counts as absent. Throws one ConfigError that names
 * every bad variable, also those that `contradictions` finds among settings that need each other; the value of a secret is
 * in no message.
 */
export function readConfig<const Spec extends ConfigSpec>(
  env: Readonly<Record<string, string | undefined>>,
  spec: Spec,
  contradictions: (config: ReadSoFar<Spec>) => readonly ConfigProblem[] = () => [],
): ConfigOf<Spec> {
  const problems: ConfigProblem[] = [];
  const config = readSpec(env, spec, problems);
  problems.push(...contradictions(config as ReadSoFar<Spec>));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as ConfigOf<Spec>;
}

function readSpec(env: Readonly<Record<string, string | undefined>>, spec: ConfigSpec, problems: ConfigProblem[]) {
  const values = Object.entries(spec).map(([key, entry]): [string, unknown] => {
    if (!isSetting(entry)) return [key, readSpec(env, entry, problems)];
    const read = readSetting(env, entry);
    if ("problem" in read) problems.push({ name: entry.name, problem: read.problem });
    return [key, "problem" in read ? undefined : read.value];
  });
  return Object.fromEntries(values);
}

function isSetting(entry: Setting<unknown> | ConfigSpec): entry is Setting<unknown> {
  return typeof entry["parse"] === "function";
}

type Read<Value> = { readonly value: Value } | { readonly problem: string };

function readSetting(env: Readonly<Record<string, string | undefined>>, setting: Setting<unknown>): Read<unknown> {
  const raw = readRaw(env, setting);
  if ("problem" in raw) return raw;
  if (raw.value === "") return setting.fallback ?? { problem: missing(setting) };
  const parsed = setting.parse(raw.value);
  if ("value" in parsed) return parsed;
  const got = setting.secret ? "" : `, not ${JSON.stringify(raw.value)}`;
  return { problem: `must be ${parsed.mustBe}${got}` };
}

function readRaw(
  env: Readonly<Record<string, string | undefined>>,
  { name, secret, file }: Setting<unknown>,
): Read<string> {
  // Blanks may be part of a secret.
  const direct = secret ? (env[name] ?? "") : (env[name] ?? "").trim();
  if (!file) return { value: direct };
  const path = env[`${name}_FILE`] ?? "";
  if (path === "") return { value: direct };
  if (direct !== "") return { problem: `is given twice, with ${name}_FILE too` };
  try {
    return { value: readFileSync(path, "utf8").trimEnd() };
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    return { problem: `its file ${path} cannot be read (${reason})` };
  }
}

function missing(setting: Setting<unknown>): string {
  return setting.secret ? `is missing (give it, or a file's path in ${setting.name}_FILE)` : "is missing";
}
