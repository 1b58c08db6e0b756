import type { Catalogue } from "./catalogue.ts";
import { en } from "./en/en.ts";
import type { Language } from "./languages.ts";

interface Spoken {
  readonly language: Language;
  readonly now: Catalogue["now"];
  /** English has it elsewhere. */
  readonly later?: Catalogue["later"];
}

const listeners = new Set<() => void>();

/** In which language the page speaks. */
export let spoken: Spoken = { language: "en", now: en };

/** What it says. The binding changes with the language: read it where something is rendered, not when a module loads. */
export let t: Catalogue["now"] = en;

export function speak(now: Spoken): void {
  spoken = now;
  t = now.now;
  for (const listener of listeners) listener();
}

/** Calls `listener` when the page speaks another language; returns the way to stop. */
export function onSpeak(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
