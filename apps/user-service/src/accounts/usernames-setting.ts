import { type Setting, setting } from "@hubbub/service-runtime";
import { usernameProblem } from "./username.ts";

/** A list of usernames. One that nobody could ever register is a mistake, and no reason to start without a word. */
export function usernamesSetting(name: string): Setting<readonly string[]> {
  const list = setting.list(name, { default: [] });
  return {
    ...list,
    parse(raw) {
      const parsed = list.parse(raw);
      if ("mustBe" in parsed) return parsed;
      const problems = parsed.value.flatMap((username) => {
        const problem = usernameProblem(username);
        return problem === undefined ? [] : [`${JSON.stringify(username)} is not one: ${problem}`];
      });
      return problems.length === 0 ? parsed : { mustBe: `usernames with commas between (${problems.join("; ")})` };
    },
  };
}
