import type { handleUnaryCall } from "@grpc/grpc-js";
import type { ErrorCode } from "@hubbub/errors";
import type { HttpBody } from "../gen/google/api/httpbody.ts";
import type {
  BytesRule,
  ChoiceRule,
  FieldRule,
  FlagRule,
  ListRule,
  TextRule,
  TimeRule,
  WholeRule,
} from "./field-rule.ts";

/** What proto cannot say of a method. A field that is forgotten is a type error. */
export interface Rpc<Request> {
  readonly request: { readonly [Name in keyof Request]-?: FieldOf<Request[Name]> };
  /** Exactly one of these fields is given. */
  readonly oneOf?: readonly (keyof Request & string)[];
  /** Fields that need another one beside them, which the use case asks for. */
  readonly with?: { readonly [Name in keyof Request & string]?: keyof Request & string };
  /** What it may refuse with besides what every route may: `errorsOf` has all. */
  readonly errors: readonly ErrorCode[];
  /** The field that the header `Idempotency-Key` stands for. */
  readonly idempotencyKey?: keyof Request & string;
}

/**
 * How a field may be absent. With presence in proto it is `optional`, but for a time that is `needed`. Without, zero means
 * absent: refused where the field is `needed`, what the method makes of it elsewhere (`or_zero`).
 */
interface FieldOf<Value> {
  readonly presence: undefined extends Value
    ? "optional" | (Exclude<Value, undefined> extends Date ? "needed" : never)
    : "needed" | "or_zero";
  readonly rule: RuleOf<Exclude<Value, undefined>>;
}

type RuleOf<Value> = Value extends readonly unknown[]
  ? ListRule
  : Value extends string
    ? TextRule
    : Value extends boolean
      ? FlagRule
      : Value extends Date
        ? TimeRule
        : Value extends HttpBody
          ? BytesRule
          : WholeRule | ChoiceRule;

/** A field and a method, whichever. */
export interface Field {
  readonly presence: "needed" | "optional" | "or_zero";
  readonly rule: FieldRule;
}
export interface AnyRpc {
  readonly request: Readonly<Record<string, Field>>;
  readonly oneOf?: readonly string[];
  readonly with?: Readonly<Record<string, string | undefined>>;
  readonly errors: readonly ErrorCode[];
  readonly idempotencyKey?: string;
}

/** One entry a method of a generated service. */
export type RpcsOf<Server> = {
  readonly [
    // The generated interfaces have an index signature, which is no method.
    Method in keyof Server as string extends Method ? never : number extends Method ? never : Method
  ]: Server[Method] extends handleUnaryCall<infer Request, infer _Response> ? Rpc<Request> : never;
};

export const needed = <Rule extends FieldRule>(rule: Rule) => ({ presence: "needed", rule }) as const;
export const optional = <Rule extends FieldRule>(rule: Rule) => ({ presence: "optional", rule }) as const;
export const orZero = <Rule extends FieldRule>(rule: Rule) => ({ presence: "or_zero", rule }) as const;
