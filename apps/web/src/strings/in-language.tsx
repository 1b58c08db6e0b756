import { Fragment, type ReactNode, useSyncExternalStore } from "react";
import { onSpeak, spoken } from "./t.ts";

/** Builds its children anew when the page speaks another language: they read their words while they are rendered. */
export function InLanguage({ children }: { children: ReactNode }) {
  const language = useSyncExternalStore(onSpeak, () => spoken.language);
  return <Fragment key={language}>{children}</Fragment>;
}
