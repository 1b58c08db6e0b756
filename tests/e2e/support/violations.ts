import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe-core finds in the page as it is shown now, in the light and in the dark; each with the elements it concerns. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page })
      // Without frames it needs no page of its own, which would take the focus from this one.
      .setLegacyMode()
      .options({ rules: { "label-content-name-mismatch": { enabled: true } } });
    for (const { id, nodes } of (await axe.analyze()).violations) {
      for (const { html, failureSummary } of nodes)
        found.add(`${colorScheme}: ${id}: ${html}\n${failureSummary ?? ""}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  return [...found];
}
