import { later } from "../../../strings/later.ts";
export interface Device {
  /** "Firefox on Linux", "curl". */
  readonly name: string;
  readonly isPhone: boolean;
}

/** The first that fits: each says the names of those below it, too. */
const browsers = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
] as const;

const systems = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** What somebody signed in with, as far as it tells; of a program its own name. */
export function deviceOf(userAgent: string): Device {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  const isPhone = ["iPhone", "Android"].includes(system ?? "");
  if (browser !== undefined)
    return { name: system === undefined ? browser : later.settings.sessions.browserOn(browser, system), isPhone };
  const program = /^[\w .-]{1,40}/.exec(userAgent)?.[0].trim() ?? "";
  return { name: program === "" ? later.settings.sessions.unknownProgram : program, isPhone };
}
