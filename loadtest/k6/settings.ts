const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** What a run is told by its environment (`k6 run -e NAME=value`). Times in ms. */
export const settings = {
  /** Where the system under test answers, without a slash at its end. */
  baseUrl: (__ENV["BASE_URL"] ?? "http://127.0.0.1:8080").replace(/\/$/, ""),
  users: toCount("USERS", 50),
  durationMs: toMs("DURATION", __ENV["DEFAULT_DURATION"] || "1m"),
  maxConnections: toCount("MAX_CONNECTIONS", 500),
  messageEveryMs: toMs("MESSAGE_EVERY", "2s"),
  /** Of *hot-room*, *busy* and *reconnect-storm*, of all their people together. */
  messagesPerSecond: toCount("MESSAGES_PER_SECOND", 20),
  requestsPerSecond: toCount("REQUESTS_PER_SECOND", 50),
  rooms: toCount("ROOMS", 20),
  /** Where the report is written as a page; not at all without it. */
  reportPath: __ENV["REPORT"] || undefined,
};

function toCount(name: string, fallback: number): number {
  const text = __ENV[name] || String(fallback);
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new Error(`${name} must be a whole number from 1, not "${text}"`);
  return Number(text);
}

/** `90s`, `2m`, `1m30s`, `500ms` */
function toMs(name: string, fallback: string): number {
  const text = __ENV[name] || fallback;
  const parts = [...text.matchAll(/(\d+)(ms|s|m|h)/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (unitMs[unit ?? ""] ?? 0), 0);
  if (parts.map(([part]) => part).join("") !== text || ms === 0) {
    throw new Error(`${name} must be a time such as 90s or 1m30s, not "${text}"`);
  }
  return ms;
}
