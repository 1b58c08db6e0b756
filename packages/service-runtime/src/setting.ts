export interface Setting<Value> {
  /** Of the environment variable. */
  readonly name: string;
  /** Never printed, and may come from a file. */
  readonly secret: boolean;
  /** May come from the file that `<NAME>_FILE` names. */
  readonly file: boolean;
  /** Used where the variable is absent or empty; a setting without a default must be given. */
  readonly fallback: { readonly value: Value } | undefined;
  /** What is wrong, as the end of a sentence that begins with "must be", or the value. */
  readonly parse: (raw: string) => Parsed<Value>;
}

export type Parsed<Value> = { readonly value: Value } | { readonly mustBe: string };

export interface SettingOptions<Value> {
  readonly default?: Value;
  readonly secret?: boolean;
  /** Secrets may come from a file anyway. */
  readonly file?: boolean;
}

const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** How one environment variable is read; the parts of a `readConfig` specification. */
export const setting = {
  text: (name: string, options: SettingOptions<string> & { minLength?: number } = {}): Setting<string> =>
    make(name, options, (raw) => {
      const least = options.minLength ?? 0;
      return raw.length < least ? { mustBe: `at least ${least} characters long` } : { value: raw };
    }),

  /** What `parse` makes of it. */
  parsed: <Value>(
    name: string,
    parse: (raw: string) => Parsed<Value>,
    options: SettingOptions<NoInfer<Value>> = {},
  ): Setting<Value> => make(name, options, parse),

  /** Text that may stand in a header as it is: visible ASCII. */
  token: (name: string, options: SettingOptions<string> & { minLength?: number } = {}): Setting<string> =>
    make(name, options, (raw) => {
      const least = options.minLength ?? 1;
      return /^[!-~]+$/.test(raw) && raw.length >= least
        ? { value: raw }
        : { mustBe: `at least ${least} visible ASCII characters, without blanks` };
    }),

  choice: <const Value extends string>(
    name: string,
    choices: readonly Value[],
    options: SettingOptions<NoInfer<Value>> = {},
  ): Setting<Value> =>
    make(name, options, (raw) => {
      const value = choices.find((choice) => choice === raw);
      return value === undefined ? { mustBe: `one of ${choices.join(", ")}` } : { value };
    }),

  /** Some of `choices`, between commas; `none` for none of them. */
  choices: <const Value extends string>(
    name: string,
    choices: readonly Value[],
    options: SettingOptions<readonly NoInfer<Value>[]> = {},
  ): Setting<readonly Value[]> =>
    make(name, options, (raw) => {
      const parts = raw === "none" ? [] : raw.split(",").flatMap((part) => part.trim() || []);
      const values = choices.filter((choice) => parts.includes(choice));
      const fine = values.length === new Set(parts).size;
      return fine ? { value: values } : { mustBe: `none, or some of ${choices.join(", ")}, between commas` };
    }),

  onOff: (name: string, options: SettingOptions<"on" | "off"> = {}): Setting<"on" | "off"> =>
    setting.choice(name, ["on", "off"], options),

  integer: (name: string, options: SettingOptions<number> & Range = {}): Setting<number> =>
    make(name, options, (raw) => inRange(/^-?\d{1,16}$/.test(raw) ? Number(raw) : Number.NaN, options)),

  /** 0 means any free port. */
  port: (name: string, options: SettingOptions<number> = {}): Setting<number> =>
    setting.integer(name, { ...options, min: 0, max: 65_535 }),

  /** An absolute URL whose scheme is one of `protocols` (without colon; any if not given), as text. */
  url: (name: string, options: SettingOptions<string> & { protocols?: readonly string[] } = {}): Setting<string> =>
    make(name, options, (raw) => {
      const { protocols } = options;
      const scheme = URL.canParse(raw) ? new URL(raw).protocol.slice(0, -1) : undefined;
      const fine = scheme !== undefined && (protocols === undefined || protocols.includes(scheme));
      const kind = protocols === undefined ? "" : ` that begins with ${protocols.map((p) => `${p}://`).join(" or ")}`;
      return fine ? { value: raw } : { mustBe: `a URL${kind}` };
    }),

  /** Parts between commas, trimmed; empty parts do not count. */
  list: (name: string, options: SettingOptions<readonly string[]> = {}): Setting<readonly string[]> =>
    make(name, options, (raw) => ({
      value: raw
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    })),

  /** Origins as browsers say them, between commas: a scheme, a host, and a port that is not the scheme's own; or `*`. */
  origins: (name: string, options: SettingOptions<readonly string[]> = {}): Setting<readonly string[]> =>
    make(name, options, (raw) => {
      const origins = raw.split(",").flatMap((part) => part.trim() || []);
      const fine = origins.every((one) => one === "*" || (URL.canParse(one) && new URL(one).origin === one));
      return fine ? { value: origins } : { mustBe: "origins such as https://chat.example.org, between commas, or *" };
    }),

  /** `250ms`, `30s`, `15m`, `2h` or `7d`, in milliseconds. */
  durationMs: (name: string, options: SettingOptions<number> & Range = {}): Setting<number> =>
    make(name, options, (raw) => {
      const [, count, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(raw) ?? [];
      if (count === undefined) return { mustBe: "a duration such as 250ms, 30s, 15m, 2h or 7d" };
      return inRange(Number(count) * unitsMs[unit as keyof typeof unitsMs], options, " ms");
    }),
};

function make<Value>(
  name: string,
  options: SettingOptions<Value>,
  parse: (raw: string) => Parsed<Value>,
): Setting<Value> {
  const fallback = options.default === undefined ? undefined : { value: options.default };
  const secret = options.secret ?? false;
  return { name, secret, file: secret || (options.file ?? false), fallback, parse };
}

function inRange(value: number, { min, max }: Range, unit = ""): Parsed<number> {
  const tooLow = min !== undefined && value < min;
  const tooHigh = max !== undefined && value > max;
  if (Number.isSafeInteger(value) && !tooLow && !tooHigh) return { value };
  const from = min === undefined ? "" : ` from ${min}${unit}`;
  const to = max === undefined ? "" : ` up to ${max}${unit}`;
  return { mustBe: `a whole number${from}${to}` };
}
