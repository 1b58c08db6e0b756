import type { ReactNode } from "react";
import { type SettingsSection, settingsSections } from "../../navigation/route.ts";
import { SectionPage } from "../section-page.tsx";
import { AccountSection } from "./account/account-section.tsx";
import { BlockedSection } from "./blocked-section.tsx";
import { SessionsSection } from "./sessions/sessions-section.tsx";

const sections = {
  account: { label: "Account", Section: AccountSection },
  sessions: { label: "Sessions", Section: SessionsSection },
  blocked: { label: "Blocked people", Section: BlockedSection },
} as const satisfies Record<SettingsSection, unknown>;

/** What concerns oneself alone. */
export function SettingsPage({ section, banner }: { section: SettingsSection; banner: ReactNode }) {
  const { Section } = sections[section];
  return (
    <SectionPage
      title="Settings"
      banner={banner}
      sections={settingsSections.map((name) => ({
        label: sections[name].label,
        to: { page: "settings", section: name },
        isOpen: name === section,
      }))}
    >
      <Section />
    </SectionPage>
  );
}
