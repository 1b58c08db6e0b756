import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { readTheme, writeTheme } from "./theme.ts";

const themes = [
  { theme: "system", label: "System", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

export function ThemeChoice() {
  const [current, setCurrent] = useState(readTheme);
  return (
    <div
      role="radiogroup"
      aria-label="Theme"
      className="mx-2.5 my-1.5 flex rounded-lg border border-line bg-paper p-0.5"
    >
      {themes.map(({ theme, label, icon: Icon }) => (
        <button
          key={theme}
          type="button"
          role="radio"
          aria-checked={theme === current}
          onClick={() => {
            writeTheme(theme);
            setCurrent(theme);
          }}
          className="flex flex-1 items-center justify-center gap-1.5 rounded-md py-1 text-small text-soft aria-checked:bg-raised aria-checked:font-name aria-checked:text-ink aria-checked:shadow-sm touch:min-h-11"
        >
          <Icon size={14} aria-hidden />
          {label}
        </button>
      ))}
    </div>
  );
}
