import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** How browsers speak to Nginx where that is not plain HTTP. */
export interface TlsSettings {
  /** One that no browser trusts, made at the start, or PEM files that are somebody else's to renew. */
  readonly certificate: "self-signed" | { readonly path: string; readonly keyPath: string };
  /** How long browsers shall ask with TLS only; 0: they are not told. */
  readonly hstsSeconds: number;
  /** Where plain HTTP is sent on from, besides the port itself. */
  readonly redirectPort: number | undefined;
  /** Whose `.well-known/acme-challenge` is served there. */
  readonly acmeFolder: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** `undefined` without TLS. Says what is wrong, of each setting, to `problem`. Relative paths are in `root`. */
export function readTlsSettings(env: Env, root: string, problem: (text: string) => void): TlsSettings | undefined {
  const [certificate, key, acme] = ["TLS_CERTIFICATE", "TLS_KEY", "ACME_FOLDER"].map((name) => env[name]?.trim() ?? "");
  const whole = (name: string, highest: number) => {
    const text = env[name]?.trim() || "0";
    if (/^\d{1,10}$/.test(text) && Number(text) <= highest) return Number(text);
    problem(`${name} must be a whole number from 0 to ${highest}, not "${text}"`);
    return Number.NaN;
  };
  const hstsSeconds = whole("HSTS_SECONDS", mostHstsSeconds);
  const httpPort = whole("HUBBUB_HTTP_PORT", 65_535);
  const redirectPort = httpPort || undefined;
  const acmeFolder = acme ? resolve(root, acme) : undefined;
  if (acmeFolder !== undefined && !plainPath.test(acmeFolder)) {
    problem(`ACME_FOLDER must be a path of letters, digits and ._/@+,=:- only, not "${acmeFolder}"`);
  }
  const rest = { hstsSeconds, redirectPort, acmeFolder };
  if (!certificate) {
    const others = { TLS_KEY: key, HSTS_SECONDS: hstsSeconds, HUBBUB_HTTP_PORT: redirectPort, ACME_FOLDER: acme };
    for (const [name, value] of Object.entries(others)) if (value) problem(`${name} needs TLS_CERTIFICATE`);
    if (key) readKey(resolve(root, key), problem);
    return undefined;
  }
  if (acmeFolder !== undefined && httpPort === 0) {
    problem("ACME_FOLDER needs HUBBUB_HTTP_PORT: a certificate authority asks over plain HTTP");
  }
  if (certificate === "self-signed") {
    if (hstsSeconds > 0) problem("HSTS_SECONDS needs a certificate that browsers trust, not self-signed");
    return { certificate, ...rest };
  }
  const path = resolve(root, certificate);
  const keyPath = resolve(root, key ?? "");
  if (!key) problem("TLS_KEY must be the key of TLS_CERTIFICATE, a PEM file");
  checkPair(path, key ? keyPath : undefined, problem);
  return { certificate: { path, keyPath }, ...rest };
}

/** Two years, which is what the lists that browsers ship ask for. */
const mostHstsSeconds = 63_072_000;

/** What may stand in Nginx' configuration as it is. */
const plainPath = /^[\w./@+,=:-]+$/;

function checkPair(path: string, keyPath: string | undefined, problem: (text: string) => void): void {
  const certificate = read("TLS_CERTIFICATE", "a certificate", path, (pem) => new X509Certificate(pem), problem);
  const key = keyPath === undefined ? undefined : readKey(keyPath, problem);
  if (certificate === undefined || key === undefined || certificate.checkPrivateKey(key)) return;
  problem(`TLS_KEY: ${keyPath} is not the key of ${path}`);
}

function readKey(path: string, problem: (text: string) => void): KeyObject | undefined {
  return read("TLS_KEY", "a key without a password", path, (pem) => createPrivateKey(pem), problem);
}

function read<Value>(
  name: string,
  what: string,
  path: string,
  parse: (pem: Buffer) => Value,
  problem: (text: string) => void,
): Value | undefined {
  let pem: Buffer;
  try {
    pem = readFileSync(path);
  } catch (error) {
    problem(`${name}: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  try {
    return parse(pem);
  } catch {
    problem(`${name}: ${path} is not ${what} in PEM`);
    return undefined;
  }
}
