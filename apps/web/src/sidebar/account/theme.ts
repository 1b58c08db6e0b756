import { localSetting } from "../../storage/local-setting.ts";

export type Theme = "system" | "light" | "dark";

/** Kept in this browser; public/theme.js sets it before the first paint. */
const setting = localSetting("theme");

/** Calls `listener` when another tab chooses; returns the way to stop. */
export function followTheme(listener: (theme: Theme) => void): () => void {
  return setting.follow((value) => listener(toTheme(value)));
}

export function readTheme(): Theme {
  return toTheme(setting.read());
}

export function writeTheme(theme: Theme): void {
  setting.write(theme === "system" ? undefined : theme);
  showTheme(theme);
}

export function showTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function toTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
