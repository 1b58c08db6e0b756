import type { Setting } from "@hubbub/service-runtime";
import { parseRate, type Rate } from "./rate.ts";
import { standardLimits, type StandardLimitName } from "./standard-limits.ts";

/** The settings of some limits, for `readConfig`: `LIMIT_<NAME>`, as `count/seconds[:burst]`. */
export function rateSettings<const Name extends StandardLimitName>(
  names: readonly Name[],
): { readonly [Key in Name]: Setting<Rate> } {
  return Object.fromEntries(names.map((name) => [name, rateSetting(name)])) as { [Key in Name]: Setting<Rate> };
}

function rateSetting(limit: StandardLimitName): Setting<Rate> {
  const standard = parseRate(standardLimits[limit].rate);
  if (standard === undefined) throw new Error(`the standard rate of ${limit} is none`);
  return {
    name: `LIMIT_${limit.toUpperCase()}`,
    secret: false,
    file: false,
    fallback: { value: standard },
    parse(raw) {
      const rate = parseRate(raw);
      return rate === undefined
        ? { mustBe: "count/seconds or count/seconds:burst, whole numbers above 0 such as 20/10:40" }
        : { value: rate };
    },
  };
}
