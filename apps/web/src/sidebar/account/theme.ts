import { localSetting } from "../../storage/local-setting.ts";

export type Theme = "system" | "light" | "dark";

/** Kept in this browser; public/theme.js sets it before the first paint, and where another tab changes it. */
const setting = localSetting("theme");

/** Calls `listener` when another tab chooses; returns the way to stop. */
export function followTheme(listener: (theme: Theme) => void): () => void {
  return setting.follow(() => listener(readTheme()));
}

export function readTheme(): Theme {
  const theme = setting.read();
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function writeTheme(theme: Theme): void {
  setting.write(theme === "system" ? undefined : theme);
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
