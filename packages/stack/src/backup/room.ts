import { statfsSync, statSync } from "node:fs";

export interface Need {
  /** One that is there. */
  readonly folder: string;
  /** What is to be copied into it. */
  readonly files: readonly { readonly bytes: number }[];
}

/** What a disk gives a file at least. */
const blockBytes = 4_096;
/** Postgres goes on writing while it is copied, on this disk perhaps: its log, 16 MB a file, and a part of its tables. */
const marginBytes = 256_000_000;
const marginShare = 0.05;

/** Throws where a disk has not the room for all that is to come to it, with a margin. */
export function assertRoom(needs: readonly Need[]): void {
  const disks = new Map<number, { readonly folder: string; bytes: number }>();
  for (const { folder, files } of needs) {
    const { dev } = statSync(folder);
    const disk = disks.get(dev) ?? { folder, bytes: 0 };
    disk.bytes += files.reduce((sum, { bytes }) => sum + Math.ceil(bytes / blockBytes) * blockBytes, 0);
    disks.set(dev, disk);
  }
  for (const { folder, bytes } of disks.values()) {
    const needed = bytes * (1 + marginShare) + marginBytes;
    const { blocks, bavail, bsize } = statfsSync(folder);
    // Some that are on other machines say nothing.
    if (blocks === 0 || bavail * bsize >= needed) continue;
    throw new Error(`the disk of ${folder} has ${megabytes(bavail * bsize)} free, and ${megabytes(needed)} are needed`);
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
