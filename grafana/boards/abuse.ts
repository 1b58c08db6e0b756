import type { BoardSpec } from "../panel-spec.ts";
import { of, total } from "../promql.ts";

/** Who is refused, and who tries to get in. */
export const abuse: BoardSpec = {
  uid: "hubbub-abuse",
  title: "hubbub: Abuse",
  about: "What limits refuse, who signs in and out, and whether ends of sessions are heard of.",
  rows: {
    Limits: [
      {
        title: "Refused by limits",
        about:
          "By limit (docs/limits.md). One that many people meet: they may all seem to come from one address (TRUSTED_PROXIES).",
        unit: "ops",
        queries: { "{{limit}}": total(of("rate_limited_total"), "limit") },
        failsFrom: 20,
        alerts: ["RefusalsStorm"],
      },
      {
        title: "Limiting alone",
        about: "1 where an instance cannot share its limits: without Redis, or while it is away.",
        unit: "short",
        queries: { "{{instance}}": of("rate_limits_alone") },
        warnsFrom: 1,
      },
      {
        title: "Refused requests",
        about: "HTTP answers of 400 to 499 by status. 401 and 403 of many: somebody tries. 429: limits.",
        unit: "ops",
        queries: { "{{status}}": total(of("http_requests_total", 'status=~"4.."'), "status") },
        emptyBecause: "nothing was refused yet",
      },
    ],
    "Sign-ins": [
      {
        title: "Sign-ins",
        about: "By method and result.",
        unit: "ops",
        queries: { "{{method}} {{result}}": total(of("auth_requests_total"), "method, result") },
      },
      {
        title: "Wrong passwords",
        about: "Per second. Many: someone guesses. The log says from where.",
        unit: "ops",
        queries: {
          wrong: `${total(of("auth_requests_total", 'method="login",result="unauthenticated"'))} or vector(0)`,
        },
        failsFrom: 2,
        alerts: ["PasswordsGuessed"],
      },
      {
        title: "Sessions ended, accounts changed",
        about: "By why, and by what.",
        unit: "ops",
        queries: {
          "ended: {{reason}}": total(of("sessions_ended_total"), "reason"),
          "account: {{change}}": total(of("accounts_changed_total"), "change"),
        },
        emptyBecause: "nobody has signed out or changed an account yet",
      },
    ],
    Keys: [
      {
        title: "Signing keys",
        about: "Published: 1, and 2 or 3 around a rotation.",
        unit: "short",
        queries: { keys: "max(signing_keys)" },
        failsFrom: 4,
        alerts: ["SigningKeysMissing", "SigningKeysPileUp"],
      },
      {
        title: "Revocations heard",
        about: "Chat instances that hear from the user-service who was signed out, as it counts them.",
        unit: "short",
        queries: { watching: "sum(revocation_watchers)", instances: "count(websocket_connections)" },
        alerts: ["RevocationsUnheard"],
      },
      {
        title: "Tokens taken unchecked",
        about: "While neither the user-service nor Redis could be asked whether they still count.",
        unit: "ops",
        queries: { tokens: total(of("tokens_unchecked_total")) },
      },
    ],
  },
};
