import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { dieWithParent } from "../processes/die-with-parent.ts";
import { httpOk } from "../processes/http-ok.ts";
import { giveTo, letRead } from "../processes/ownership.ts";
import type { TlsSettings } from "../stack/tls-settings.ts";
import { writeFileAtomically } from "../stack/write-file-atomically.ts";
import type { Part } from "../supervisor/part.ts";
import { daemonEnv } from "./daemon-env.ts";
import type { EdgeOptions } from "./edge-options.ts";
import { type CertificateFiles, keepCertificate } from "./keep-certificate.ts";

interface NginxOptions extends EdgeOptions {
  readonly command: string;
  readonly root: string;
  /** Where its configuration is rendered, and in `run` its temporary files are. */
  readonly folder: string;
}

export function nginxPart(options: NginxOptions): Part {
  const { command, folder, webRoot, tls } = options;
  const runFolder = join(folder, "run");
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  giveTo("edge", runFolder);
  const configPath = join(folder, "nginx.conf");
  writeFileAtomically(configPath, renderNginxConfig(options), 0o600);
  letRead("edge", configPath);
  // Not the web app's own folder: a build makes that anew.
  const reach = [folder, dirname(webRoot), ...(tls?.acmeFolder === undefined ? [] : [tls.acmeFolder])];
  return {
    name: "nginx",
    title: "Nginx",
    commandLine: dieWithParent([command, "-e", "stderr", "-p", folder, "-c", configPath], "TERM", {
      user: "edge",
      reach,
    }),
    opensLog: "edge",
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
function renderNginxConfig(options: Omit<NginxOptions, "command">): string {
  const { host, port, chatPorts, userPort, rateLimits, trustedProxies, webRoot, folder, root, tls } = options;
  const address = host.includes(":") ? `[${host}]` : host;
  return execFileSync(join(root, "nginx/render.sh"), {
    encoding: "utf8",
    env: {
      ...daemonEnv(),
      LISTEN: `${address}:${port}`,
      WEB_ROOT: webRoot,
      RUN_FOLDER: join(folder, "run"),
      CHAT_SERVERS: chatPorts.map((chatPort) => `127.0.0.1:${chatPort}`).join(" "),
      USER_SERVERS: `127.0.0.1:${userPort}`,
      RATE_LIMITS: rateLimits,
      MAX_FILE_BYTES: String(options.maxFileBytes),
      ALLOWED_ORIGINS: options.allowedOrigins,
      ...(tls && tlsEnv(tls, options, address)),
      TRUSTED_PROXIES: trustedProxies,
      STATUS_LISTEN: options.statusPort === undefined ? "" : `127.0.0.1:${options.statusPort}`,
    },
  });
}

function tlsEnv(
  { certificate, hstsSeconds, redirectPort, acmeFolder }: TlsSettings,
  { root, folder, port, report }: Pick<NginxOptions, "root" | "folder" | "port" | "report">,
  address: string,
): Record<string, string> {
  const kept =
    certificate === "self-signed" ? makeCertificate(root, folder) : keepCertificate(certificate, folder, { report });
  return {
    TLS_CERTIFICATE: kept.path,
    TLS_KEY: kept.keyPath,
    HSTS_SECONDS: String(hstsSeconds),
    HTTPS_PORT: String(port),
    REDIRECT_LISTEN: redirectPort === undefined ? "" : `${address}:${redirectPort}`,
    ACME_FOLDER: acmeFolder ?? "",
  };
}

function makeCertificate(root: string, folder: string): CertificateFiles {
  const made = { path: join(folder, "self-signed.pem"), keyPath: join(folder, "self-signed-key.pem") };
  execFileSync(join(root, "nginx/self-signed.sh"), [made.path, made.keyPath], { encoding: "utf8", env: daemonEnv() });
  for (const path of [made.path, made.keyPath]) letRead("edge", path);
  return made;
}
