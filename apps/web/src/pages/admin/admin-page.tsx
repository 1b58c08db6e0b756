import type { ReactNode } from "react";
import { useMe } from "../../client/use-me.ts";
import { useTitle } from "../../client/use-title.ts";
import { navigate } from "../../navigation/navigate.ts";
import { type AdminSection, adminSections } from "../../navigation/route.ts";
import { later } from "../../strings/later.ts";
import { t } from "../../strings/t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SectionPage } from "../section-page.tsx";
import { AuditSection } from "./audit/audit-section.tsx";
import { PeopleSection } from "./people/people-section.tsx";

const sections = {
  people: PeopleSection,
  audit: AuditSection,
} as const satisfies Record<AdminSection, unknown>;

/** What server admins look after; everybody else is told that it is theirs. */
export function AdminPage({ section, banner }: { section: AdminSection; banner: ReactNode }) {
  const me = useMe();
  if (!me.admin) return <NotForYou />;
  const Section = sections[section];
  return (
    <SectionPage
      title={later.admin.title}
      banner={banner}
      sections={adminSections.map((name) => ({
        label: later.admin.sections[name],
        to: { page: "admin", section: name },
        isOpen: name === section,
      }))}
    >
      <Section />
    </SectionPage>
  );
}

function NotForYou() {
  useTitle(later.admin.notForYou.pageTitle);
  return (
    <main tabIndex={-1} className="flex flex-1">
      <EmptyState
        title={later.admin.notForYou.title}
        isPage
        actions={
          <Button look="primary" onClick={() => navigate({ page: "home" })}>
            {t.ui.goToRooms}
          </Button>
        }
      >
        {later.admin.notForYou.says}
      </EmptyState>
    </main>
  );
}
