import { type Setting } from "@hubbub/service-runtime";
import { parseRate, type Rate } from "./rate.ts";

/** The setting `LIMIT_<NAME>`: `count/seconds[:burst]`. */
export function rateSetting(name: string, standard: Rate): Setting<Rate> {
  return {
    name,
    secret: false,
    fallback: { value: standard },
    parse(raw) {
      const rate = parseRate(raw);
      return rate === undefined
        ? { mustBe: "count/seconds or count/seconds:burst, whole numbers above 0 such as 20/10:40" }
        : { value: rate };
    },
  };
}
