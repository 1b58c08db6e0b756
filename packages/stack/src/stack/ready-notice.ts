import { join } from "node:path";
import type { RunningStack } from "./start-stack.ts";

/** What `make up` ends with: where hubbub is, and how to stop it. */
export function readyNotice(stack: RunningStack, colour: boolean): string {
  const lines = [
    ["open", stack.url],
    ["data", stack.dataFolder],
    ["logs", join(stack.dataFolder, "logs")],
    ["stop", "Ctrl-C, or make down"],
  ] as const;
  const width = Math.max(...lines.map(([, text]) => text.length)) + 10;
  const edge = "─".repeat(width);
  const body = lines.map(([name, text]) => {
    const padding = " ".repeat(width - text.length - 8);
    return `│  ${name}  ${colour && name === "open" ? `\u001B[1;36m${text}\u001B[0m` : text}${padding}│`;
  });
  return [`┌${edge}┐`, `│  hubbub is up${" ".repeat(width - 14)}│`, ...body, `└${edge}┘`].join("\n");
}
