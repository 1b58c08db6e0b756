import { copyFileSync, renameSync, unwatchFile, watchFile } from "node:fs";
import { join } from "node:path";
import { giveToUnprivileged } from "../processes/give-to-unprivileged.ts";

export interface KeptCertificate {
  readonly path: string;
  readonly keyPath: string;
}

/** Ms between two looks at files that whoever renews them replaces, every few weeks. */
const lookMs = 10_000;

/**
 * Copies a certificate and its key to where Nginx, which is not root, may read them, now and whenever they change: it reads
 * them at each handshake. The watch ends with this process.
 */
export function keepCertificate(from: KeptCertificate, folder: string, everyMs = lookMs): KeptCertificate {
  const kept = { path: join(folder, "certificate.pem"), keyPath: join(folder, "certificate-key.pem") };
  const copy = () => {
    copyPrivately(from.keyPath, kept.keyPath);
    copyPrivately(from.path, kept.path);
  };
  copy();
  for (const path of [from.path, from.keyPath]) {
    unwatchFile(path);
    watchFile(path, { interval: everyMs, persistent: false }, () => {
      try {
        copy();
      } catch {
        // Half of the pair is not there yet: the other's coming is seen too.
      }
    });
  }
  return kept;
}

/** As a whole: a handshake must not meet a half of it. */
function copyPrivately(from: string, to: string): void {
  const next = `${to}.new`;
  copyFileSync(from, next);
  giveToUnprivileged(next);
  renameSync(next, to);
}
