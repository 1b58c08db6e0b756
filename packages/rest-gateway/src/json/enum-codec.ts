import type { DescEnum } from "@bufbuild/protobuf";
import { enumNames } from "./enum-names.ts";
import type { Place, ValueCodec } from "./value-codec.ts";

export function enumCodec(desc: DescEnum): ValueCodec {
  const names = enumNames(desc);
  const numbers = new Map([...names].map(([number, name]) => [name, number]));
  const choices = [...names].filter(([number]) => number !== 0).map(([, name]) => name);
  const decode = (json: unknown, { field, problems }: Place) => {
    const number = typeof json === "string" ? numbers.get(json) : undefined;
    if (number === undefined) problems.add(field, `must be one of ${choices.join(", ")}`);
    return number;
  };
  const encode = (value: unknown) => {
    const name = names.get(value as number);
    if (name === undefined) throw new Error(`${desc.typeName} has no value ${String(value)}`);
    return name;
  };
  return { zero: 0, encode, decode, decodeText: decode };
}
