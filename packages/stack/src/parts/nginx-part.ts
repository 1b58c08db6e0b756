import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { giveToUnprivileged } from "../processes/give-to-unprivileged.ts";
import { httpOk } from "../processes/http-ok.ts";
import { isolation } from "../processes/isolation.ts";
import type { TlsSettings } from "../stack/tls-settings.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";
import type { EdgeOptions } from "./edge-options.ts";
import { keepCertificate } from "./keep-certificate.ts";

interface NginxOptions extends EdgeOptions {
  readonly command: string;
  readonly root: string;
  /** Where its configuration is rendered, with its temporary files. */
  readonly folder: string;
}

export function nginxPart(options: NginxOptions): Part {
  const { command, folder } = options;
  const configPath = join(folder, "nginx.conf");
  writeFileSync(configPath, renderNginxConfig(options), { mode: 0o600 });
  for (const path of [configPath, ...selfSigned(options)]) giveToUnprivileged(path);
  return {
    name: "nginx",
    title: "Nginx",
    commandLine: dieWithParent([command, "-e", "stderr", "-p", folder, "-c", configPath], "TERM", "unprivileged"),
    env: daemonEnv(),
    cwd: folder,
    ready: () => httpOk(`${options.url}/`),
    stopSignal: "SIGTERM",
    hurrySignal: "SIGKILL",
    stopTimeoutMs: 5_000,
    startTimeoutMs: 15_000,
    startTries: 5,
  };
}

/** The configuration of this run, rendered by the one script that the containers use too. */
export function renderNginxConfig(options: Omit<NginxOptions, "command">): string {
  const { host, port, chatPorts, userPort, rateLimits, trustedProxies, webRoot, folder, root, tls } = options;
  const address = host.includes(":") ? `[${host}]` : host;
  return execFileSync(join(root, "nginx/render.sh"), {
    encoding: "utf8",
    env: {
      ...daemonEnv(),
      LISTEN: `${address}:${port}`,
      WEB_ROOT: webRoot,
      RUN_FOLDER: folder,
      CHAT_SERVERS: chatPorts.map((chatPort) => `127.0.0.1:${chatPort}`).join(" "),
      USER_SERVERS: `127.0.0.1:${userPort}`,
      RATE_LIMITS: rateLimits,
      ALLOWED_ORIGINS: options.allowedOrigins,
      ...(tls && tlsEnv(tls, options, address)),
      TRUSTED_PROXIES: trustedProxies,
      // The log file belongs to root, and the user nobody may not open it by its name.
      ACCESS_LOG: isolation() === "nobody" ? "off" : "/dev/stdout",
    },
  });
}

function tlsEnv(
  { certificate, hstsSeconds, redirectPort, acmeFolder }: TlsSettings,
  { folder, port, report }: Pick<NginxOptions, "folder" | "port" | "report">,
  address: string,
): Record<string, string> {
  const kept = certificate === "self-signed" ? undefined : keepCertificate(certificate, folder, { report });
  return {
    TLS_CERTIFICATE: kept?.path ?? "self-signed",
    TLS_KEY: kept?.keyPath ?? "",
    HSTS_SECONDS: String(hstsSeconds),
    HTTPS_PORT: String(port),
    REDIRECT_LISTEN: redirectPort === undefined ? "" : `${address}:${redirectPort}`,
    ACME_FOLDER: acmeFolder ?? "",
  };
}

/** As self-signed.sh names them for render.sh. */
function selfSigned({ tls, folder }: NginxOptions): string[] {
  if (tls?.certificate !== "self-signed") return [];
  return ["self-signed.pem", "self-signed-key.pem"].map((name) => join(folder, name));
}
