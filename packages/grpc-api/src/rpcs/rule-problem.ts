import type { FieldRule, TextRule } from "./field-rule.ts";

/** What is wrong with a value, as a sentence that begins with `name`; undefined where nothing is. */
export function ruleProblem(rule: FieldRule, name: string, value: unknown): string | undefined {
  switch (rule.kind) {
    case "whole": {
      const fits = Number.isSafeInteger(value) && Number(value) >= rule.min && Number(value) <= rule.max;
      return fits ? undefined : `${name} must be a whole number from ${rule.min} to ${rule.max}`;
    }
    case "text":
      return textRuleProblem(rule, name, String(value));
    case "choice":
      return Object.values(rule.of).includes(Number(value))
        ? undefined
        : `${name} must be one of ${Object.keys(rule.of).join(", ")}`;
    case "list":
      return (value as readonly unknown[]).length > rule.maxItems
        ? `${name} may have at most ${rule.maxItems} entries`
        : undefined;
    case "flag":
    case "bytes":
      return undefined;
    case "time":
      return Number.isNaN((value as Date).getTime()) ? `${name} must be a time` : undefined;
  }
}

/** The same of a text. */
export function textRuleProblem(rule: Omit<TextRule, "kind">, name: string, text: string): string | undefined {
  const { minChars = 0, maxChars = Infinity, maxBytes = Infinity, shape } = rule;
  if (text.includes("\u0000")) return `${name} must not contain U+0000`;
  if (!text.isWellFormed()) return `${name} must be well-formed Unicode: it contains half of a surrogate pair`;
  if (Buffer.byteLength(text) > maxBytes) return `${name} may have at most ${maxBytes} bytes`;
  const chars = countCodePoints(text);
  if (chars > maxChars) return `${name} may have at most ${maxChars} characters`;
  if (chars < minChars) return `${name} needs at least ${minChars} characters`;
  return shape === undefined || wholly(shape.pattern).test(text) ? undefined : `${name} ${shape.complaint}`;
}

/** As people count, nearly: an emoji outside the basic plane is one. */
function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function wholly(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}
