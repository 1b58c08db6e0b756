import { readFileSync } from "node:fs";
import { standardLimits } from "@hubbub/rate-limits";

const sources = {
  "chat-service": "apps/chat-service/src/limits.ts",
  "user-service": "apps/user-service/src/limits.ts",
  "Requests of both": "packages/grpc-api/src/rpcs/limits.ts",
  "Both services": "packages/service-runtime/src/limits.ts",
  "Rate limits of both": "packages/rate-limits/src/limits.ts",
  "REST gateway of both": "packages/rest-gateway/src/limits.ts",
  "WebSocket frames": "packages/ws-protocol/src/message-content.ts",
} as const;

export interface LimitSection {
  readonly title: string;
  /** Names of metrics, without labels. */
  readonly metrics: readonly string[];
  readonly limits: readonly { readonly name: string; readonly value: string; readonly reason: string }[];
}

/** docs/limits.md, made from the `limits.ts` of each app: `make generate` writes it, a test holds it to them. */
export function limitsDoc(): string {
  const parts = Object.entries(sources).map(([name, path]) => `## ${name}\n\n[${path}](../${path})\n\n${tables(path)}`);
  return `# Limits

Every queue, cache, frame, list and wait of hubbub has a limit, with its reason and a metric that shows it.
Made from the \`limits.ts\` of each part by \`make generate\`.

## Per person and place

What one account, one address and one socket may do, so that nobody makes the others wait. What is over is refused with
\`rate_limited\` (429 over REST) and \`retry_after_ms\`, and counted in \`rate_limited_total{limit}\` by the name in the first
column. A rate is \`count/seconds\`, sliding, or \`count/seconds:burst\` where more (or fewer) may come at once after a rest. To
change one, set \`LIMIT_<NAME>\`, such as \`LIMIT_MESSAGES=40/10:80\`; \`RATE_LIMITS=off\` lifts all of them, for load tests.
[operations.md](operations.md#limits) says how to find out who meets one.

| limit | standard | of | what | why nobody honest meets it |
|---|---|---|---|---|
${perPersonRows()}

${parts.join("\n")}`;
}

function perPersonRows(): string {
  const rates = Object.entries(standardLimits).map(
    ([name, { rate, of, what, why }]) => `| \`${name}\` | ${rate} | ${of} | ${what} | ${why} |`,
  );
  const openSockets =
    "| `open_sockets` | 50 | an account | sockets open at a time, on all instances | Ten windows on five devices. |";
  return [...rates, openSockets].join("\n");
}

export function readLimits(path: string): LimitSection[] {
  const sections: { title: string; metrics: string[]; limits: { name: string; value: string; reason: string }[] }[] =
    [];
  let reason = "";
  for (const block of readFileSync(path, "utf8").split(/\n(?=\/\/ |\/\*\*|export )/)) {
    const text = block.trim();
    if (text.startsWith("// ")) {
      const [title = "", metrics = ""] = text.slice(3).split(": ", 2);
      sections.push({ title, metrics: metrics.match(/[a-z]+(_[a-z]+)+/g) ?? [], limits: [] });
    } else if (text.startsWith("/**")) {
      reason = text
        .replaceAll(/^\/\*\*|\s*\*\/$|^ ?\* ?/gm, "")
        .replaceAll(/\s+/g, " ")
        .trim();
    }
    for (const [, name = "", value = ""] of text.matchAll(/^export const (\w+) = ([^;]+);/gm)) {
      if (sections.length === 0) sections.push({ title: "Sizes and times", metrics: [], limits: [] });
      sections.at(-1)!.limits.push({ name, value: readable(value), reason });
    }
  }
  return sections;
}

function tables(path: string): string {
  return readLimits(path)
    .map(({ title, metrics, limits }) => {
      const shown = metrics.length === 0 ? "" : `Seen in ${metrics.map((name) => `\`${name}\``).join(", ")}.\n\n`;
      const rows = limits.map(({ name, value, reason }) => `| \`${name}\` | ${value} | ${reason} |`);
      return `### ${title}\n\n${shown}| limit | value | what and why |\n|---|---|---|\n${rows.join("\n")}\n`;
    })
    .join("\n");
}

/** `256 * 1024` as `262 144`: products of numbers, evaluated and grouped. */
function readable(expression: string): string {
  const product = expression.split("*").reduce((total, factor) => total * Number(factor.trim().replaceAll("_", "")), 1);
  return Number.isFinite(product) ? product.toLocaleString("en").replaceAll(",", " ") : `\`${expression}\``;
}
