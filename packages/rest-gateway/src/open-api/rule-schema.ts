import type { Field } from "@hubbub/grpc-api/rpcs";
import type { Schema } from "./open-api.ts";

/** What JSON Schema can say of a field's rule. */
export function ruleSchema({ presence, rule }: Field): Schema {
  switch (rule.kind) {
    case "whole":
      // Zero may be written for absent.
      return { minimum: presence === "or_zero" ? Math.min(rule.min, 0) : rule.min, maximum: rule.max };
    case "text": {
      const { minChars = 0, maxChars = Infinity, maxBytes = Infinity, shape, format, besides } = rule;
      const said = [
        ...(shape === undefined ? [] : [`It ${shape.complaint}.`]),
        ...(besides === undefined ? [] : [besides]),
        ...(maxBytes === Infinity ? [] : [`At most ${maxBytes} bytes of UTF-8.`]),
      ];
      const min = presence === "or_zero" ? 0 : Math.max(minChars, presence === "needed" ? 1 : 0);
      const max = Math.min(maxChars, maxBytes);
      return {
        ...(format === undefined ? {} : { format }),
        ...(min === 0 ? {} : { minLength: min }),
        ...(max === Infinity ? {} : { maxLength: max }),
        ...(shape === undefined ? {} : { pattern: `^(?:${shape.pattern})${presence === "or_zero" ? "?" : ""}$` }),
        ...(said.length === 0 ? {} : { description: said.join(" ") }),
      };
    }
    case "choice":
      return { enum: Object.keys(rule.of) };
    case "list":
      return { ...(presence === "needed" ? { minItems: 1 } : {}), maxItems: rule.maxItems };
    case "flag":
    case "bytes":
      return {};
    case "time":
      return { pattern: String.raw`^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$` };
  }
}

/** Of a body's field that may be absent: null counts as absent. */
export function orNull({ type, ...schema }: Schema): Schema {
  return {
    ...schema,
    ...(type === undefined ? {} : { type: [type, "null"].flat() as NonNullable<Schema["type"]> }),
    ...(schema.enum === undefined ? {} : { enum: [...schema.enum, null] }),
  };
}

/** Exactly one of a body's fields is given; null and zero are not. */
export function exactlyOneOf(fields: readonly (readonly [name: string, field: Field])[]): Pick<Schema, "oneOf"> {
  return {
    oneOf: fields.map(([name, { rule }]) => ({
      required: [name],
      properties: {
        [name]: rule.kind === "whole" ? { type: "integer", minimum: rule.min } : { type: "string", minLength: 1 },
      },
    })),
  };
}
