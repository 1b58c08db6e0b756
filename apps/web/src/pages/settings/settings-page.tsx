import type { ReactNode } from "react";
import { type SettingsSection, settingsSections } from "../../navigation/route.ts";
import { later } from "../../strings/later.ts";
import { SectionPage } from "../section-page.tsx";
import { AccountSection } from "./account/account-section.tsx";
import { BlockedSection } from "./blocked-section.tsx";
import { SessionsSection } from "./sessions/sessions-section.tsx";

const sections = {
  account: AccountSection,
  sessions: SessionsSection,
  blocked: BlockedSection,
} as const satisfies Record<SettingsSection, unknown>;

/** What concerns oneself alone. */
export function SettingsPage({ section, banner }: { section: SettingsSection; banner: ReactNode }) {
  const Section = sections[section];
  return (
    <SectionPage
      title={later.settings.title}
      banner={banner}
      sections={settingsSections.map((name) => ({
        label: later.settings.sections[name],
        to: { page: "settings", section: name },
        isOpen: name === section,
      }))}
    >
      <Section />
    </SectionPage>
  );
}
