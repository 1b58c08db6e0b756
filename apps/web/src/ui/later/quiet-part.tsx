import { type Load, useLoaded } from "./use-loaded.ts";

/** A part that one can do without: nothing stands in its place until it is there, and where it cannot be had. */
export function QuietPart<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const loaded = useLoaded(load);
  return loaded.status === "ready" && <loaded.Part {...props} />;
}
