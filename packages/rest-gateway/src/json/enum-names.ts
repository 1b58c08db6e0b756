import type { DescEnum } from "@bufbuild/protobuf";

/** The JSON names of an enum's values by number: `ROOM_TYPE_PUBLIC` of `RoomType` is "public". */
export function enumNames(desc: DescEnum): ReadonlyMap<number, string> {
  const prefix = desc.sharedPrefix ?? "";
  return new Map(
    desc.values.map(({ name, number }) => {
      const lower = name.toLowerCase();
      return [number, lower.startsWith(prefix) ? lower.slice(prefix.length) : lower];
    }),
  );
}
