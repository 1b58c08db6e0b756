import type { DescEnum } from "@bufbuild/protobuf";
import { enumNames } from "./enum-names.ts";
import type { Place, ValueCodec } from "./value-codec.ts";

/** The zero value stands for an absent field: it can be written, but not asked for. */
export function enumCodec(desc: DescEnum): ValueCodec {
  const names = enumNames(desc);
  const numbers = new Map([...names].filter(([number]) => number !== 0).map(([number, name]) => [name, number]));
  const decode = (json: unknown, { field, problems }: Place) => {
    const number = typeof json === "string" ? numbers.get(json) : undefined;
    if (number === undefined) problems.add(field, `must be one of ${[...numbers.keys()].join(", ")}`);
    return number;
  };
  const encode = (value: unknown) => {
    const name = names.get(value as number);
    if (name === undefined) throw new Error(`${desc.typeName} has no value ${String(value)}`);
    return name;
  };
  return { zero: 0, encode, decode, decodeText: decode };
}
