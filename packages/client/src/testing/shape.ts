import type { buildOpenApi } from "@hubbub/rest-gateway";

/**
 * A type of this package as a value: the compiler holds it to the type, field by field, and tests hold it to what the
 * server says. A field that may be missing is called `name?`; a list is the shape of its items in brackets.
 */
export type Shape<Type> = [Type] extends [readonly (infer Item)[]]
  ? readonly [Shape<Item>]
  : [Type] extends [string]
    ? string extends Type
      ? "string"
      : { readonly oneOf: Readonly<Record<Type, true>> }
    : [Type] extends [number]
      ? "number"
      : [Type] extends [boolean]
        ? "boolean"
        : { readonly [Name in keyof Type & string as FieldName<Type, Name>]: Shape<Exclude<Type[Name], undefined>> };

type FieldName<Type, Name extends keyof Type & string> =
  Partial<Pick<Type, Name>> extends Pick<Type, Name> ? `${Name}?` : Name;

type AnyShape = "string" | "number" | "boolean" | readonly [AnyShape] | { readonly [name: string]: AnyShape | true };

export type Api = ReturnType<typeof buildOpenApi>;
export type Schema = Api["components"]["schemas"][string];

/** Where `shape` says something of an answer, or of a request's body, that the schema does not hold. */
export function differences(api: Api, schema: Schema, shape: AnyShape, of: "answer" | "request", at = ""): string[] {
  const served = resolve(api, schema);
  if (typeof shape === "string") {
    return kindOf(served) === shape ? [] : [`${at} is ${kindOf(served)}, not ${shape}`];
  }
  if (isList(shape)) {
    if (served.items === undefined) return [`${at} is no list`];
    return differences(api, served.items, shape[0], of, `${at}[]`);
  }
  if ("oneOf" in shape) {
    const known = Object.keys(shape["oneOf"] as object);
    const values = served.enum?.filter((value) => value !== null) ?? [];
    // What the server may answer must be known here; what is sent it must know.
    const missing = of === "answer" ? values.filter((value) => !known.includes(value)) : [];
    return [...known.filter((value) => !values.includes(value)), ...missing].map(
      (value) => `${at} differs in ${value}`,
    );
  }
  return Object.entries(shape).flatMap(([key, field]) => {
    const name = key.replace(/\?$/, "");
    const place = at === "" ? name : `${at}.${name}`;
    const property = served.properties?.[name];
    if (property === undefined) return [`${place} is not there`];
    const mayBeMissing = of === "answer" && served.required?.includes(name) !== true;
    if (mayBeMissing && name === key) return [`${place} may be missing`];
    return differences(api, property, field as AnyShape, of, place);
  });
}

function isList(shape: AnyShape): shape is readonly [AnyShape] {
  return Array.isArray(shape);
}

function resolve(api: Api, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (api.components.schemas[name] ?? schema);
}

function kindOf({ type }: Schema): string {
  const [kind = "unknown"] = [type].flat();
  return kind === "integer" ? "number" : kind;
}
