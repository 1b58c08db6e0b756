import { type ComponentType, useEffect, useState } from "react";

/** How a part of the page is loaded; the same function at each render. */
export type Load<Props> = () => Promise<ComponentType<Props>>;

/** A part that is there, or the way to try again: after an update of the server a page of before may not find it any more. */
export type Loaded<Props> =
  | { readonly status: "ready"; readonly Part: ComponentType<Props> }
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly retry: () => void };

/** A part that is not seen at once, loaded when it is shown, or when that is near (`preload`); from then on it is there. */
export function useLoaded<Props>(load: Load<Props>): Loaded<Props> {
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ readonly load: Load<Props>; readonly tries: number }>();
  const Part = parts.get(load) as ComponentType<Props> | undefined;
  const isThere = Part !== undefined;
  useEffect(() => {
    if (isThere) return;
    let isCurrent = true;
    const tell = () => isCurrent && setAnswer({ load, tries });
    read(load).then(tell, tell);
    return () => {
      isCurrent = false;
    };
  }, [load, tries, isThere]);
  if (isThere) return { status: "ready", Part };
  const isAnswered = answer?.load === load && answer.tries === tries;
  return isAnswered ? { status: "failed", retry: () => setTries(tries + 1) } : { status: "loading" };
}

/** Loads a part that will be wanted in a moment: where the pointer or the focus is. That it cannot be had is told when it is. */
export function preload<Props>(load: Load<Props>): void {
  void tryLoad(load);
}

/** `preload` that says when that is over. */
export async function tryLoad<Props>(load: Load<Props>): Promise<void> {
  if (!parts.has(load)) await read(load).catch(() => undefined);
}

/** `preload` once there is nothing else to do. */
export function preloadWhenIdle<Props>(load: Load<Props>): void {
  whenIdle(() => preload(load));
}

/** Calls it once there is nothing else to do. */
export function whenIdle(call: () => void): void {
  // Safari has none.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(call);
  else setTimeout(call, 2_000);
}

/** What is there, by how it was loaded. */
const parts = new WeakMap<object, unknown>();

async function read<Props>(load: Load<Props>): Promise<void> {
  parts.set(load, await load());
}
