import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync, renameSync, watchFile, writeFileSync } from "node:fs";
import { join } from "node:path";
import { letRead } from "../processes/ownership.ts";

export interface CertificateFiles {
  readonly path: string;
  readonly keyPath: string;
}

/** Ms between two looks at files that whoever renews them replaces, every few weeks. */
const lookMs = 10_000;

/**
 * Copies a certificate and its key to where Nginx, which is not root, may read them, now and whenever they change: it reads
 * them at each handshake. A pair that does not fit, as while the second file is on its way, is not taken: the one before it
 * stays, and `report` hears of it. The watch ends with this process.
 */
export function keepCertificate(
  from: CertificateFiles,
  folder: string,
  { report, everyMs = lookMs }: { readonly report: (line: string) => void; readonly everyMs?: number },
): CertificateFiles {
  const kept = { path: join(folder, "certificate.pem"), keyPath: join(folder, "certificate-key.pem") };
  copyPair(from, kept);
  const renew = () => {
    try {
      copyPair(from, kept);
      report(`the certificate ${from.path} was renewed`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      report(`the certificate ${from.path} was changed, and is not taken: ${reason}`);
    }
  };
  for (const path of [from.path, from.keyPath]) watchFile(path, { interval: everyMs, persistent: false }, renew);
  return kept;
}

function copyPair(from: CertificateFiles, to: CertificateFiles): void {
  const [certificate, key] = [readFileSync(from.path), readFileSync(from.keyPath)];
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    throw new Error(`${from.keyPath} is not its key`);
  }
  writeWhole(to.keyPath, key);
  writeWhole(to.path, certificate);
}

/** A handshake must not meet a half of it. */
function writeWhole(path: string, bytes: Buffer): void {
  const next = `${path}.new`;
  writeFileSync(next, bytes, { mode: 0o600 });
  letRead("edge", next);
  renameSync(next, path);
}
