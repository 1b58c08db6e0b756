import { describe, expect, it } from "vitest";
import { isComposing } from "./is-composing.ts";

describe("a key", () => {
  it.each([
    ["of a composition", { isComposing: true, keyCode: 13 }, true],
    ["that an input method took, after the composition's end", { isComposing: false, keyCode: 229 }, true],
    ["that means itself", { isComposing: false, keyCode: 13 }, false],
  ])("%s", (_, event, answer) => {
    expect(isComposing(event as KeyboardEvent)).toBe(answer);
    expect(isComposing({ nativeEvent: event } as never)).toBe(answer);
  });
});

it("is asked about wherever keys are read", () => {
  const sources = Object.entries(
    import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.ts"], {
      query: "?raw",
      import: "default",
      eager: true,
    }),
  );
  const all = sources.map(([, text]) => text).join("\n");
  const readers = sources.flatMap(([file, text]) =>
    [...text.matchAll(/(?:onKey(?:Down|Up)=\{|EventListener\("key(?:down|up)", )(.{0,250})/gs)].map(
      ([, handler = ""]) => ({
        file,
        asks: handler.includes("isComposing(") || asks(handler, text) || asks(handler, all),
      }),
    ),
  );
  expect(readers.length).toBeGreaterThan(8);
  expect(readers.filter((reader) => !reader.asks)).toEqual([]);
});

/** Whether the function that is named first asks first thing. */
function asks(handler: string, text: string): boolean {
  const [name] = /\b(?:on|move|focus)\w*/.exec(handler) ?? [];
  return new RegExp(`(?:const|function) ${name}\\b[^{]*\\{\\s*if \\(isComposing\\(event\\)\\) return;`).test(text);
}
