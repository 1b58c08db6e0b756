import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@hubbub/stack";
import { chromium, type Page } from "playwright-core";

/** A browser that keeps what a person's browser keeps, and that Lighthouse finds at `port`. */
export interface Profile {
  readonly port: number;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

export async function openProfile(url: string): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), "hubbub-profile-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", `--remote-debugging-port=${port}`],
    baseURL: url,
    viewport: { width: 1280, height: 820 },
  });
  return {
    port,
    page: context.pages()[0] ?? (await context.newPage()),
    close: async () => {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
