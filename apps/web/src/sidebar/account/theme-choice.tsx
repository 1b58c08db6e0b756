import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { later } from "../../strings/later.ts";
import { followTheme, readTheme, writeTheme } from "./theme.ts";

const themes = [
  { theme: "system", icon: Monitor },
  { theme: "light", icon: Sun },
  { theme: "dark", icon: Moon },
] as const;

export function ThemeChoice() {
  const [current, setCurrent] = useState(readTheme);
  useEffect(() => followTheme(setCurrent), []);
  return (
    <div
      role="radiogroup"
      aria-label={later.account.theme}
      className="mx-2.5 my-1.5 flex rounded-lg border border-line bg-paper p-0.5"
    >
      {themes.map(({ theme, icon: Icon }) => (
        <label
          key={theme}
          className="relative flex flex-1 items-center justify-center gap-1.5 rounded-md px-2 py-1 text-small text-soft has-checked:bg-raised has-checked:font-name has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent touch:min-h-11"
        >
          <input
            type="radio"
            name="theme"
            checked={theme === current}
            onChange={() => {
              writeTheme(theme);
              setCurrent(theme);
            }}
            className="absolute inset-0 cursor-pointer appearance-none rounded-md outline-none"
          />
          <Icon size={14} aria-hidden />
          {later.account.themes[theme]}
        </label>
      ))}
    </div>
  );
}
