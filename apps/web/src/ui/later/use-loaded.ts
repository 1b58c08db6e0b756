import { type ComponentType, useEffect, useState } from "react";

/** How a part of the page is loaded; the same function at each render. */
export type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * A part that most visits do not need, loaded when it is shown; undefined until it is there. After an update of the server a
 * page of before may not find it any more: then it has failed.
 */
export function useLoaded<Props>(load: Load<Props>): { readonly Part: ComponentType<Props> } | "failed" | undefined {
  const [loaded, setLoaded] = useState<{ readonly Part: ComponentType<Props> } | "failed">();
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (Part) => isCurrent && setLoaded({ Part }),
      () => isCurrent && setLoaded("failed"),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  return loaded;
}
