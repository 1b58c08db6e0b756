import type { ReactNode } from "react";
import { useMe } from "../../client/use-me.ts";
import { useTitle } from "../../client/use-title.ts";
import { navigate } from "../../navigation/navigate.ts";
import { type AdminSection, adminSections } from "../../navigation/route.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { SectionPage } from "../section-page.tsx";
import { AuditSection } from "./audit/audit-section.tsx";
import { PeopleSection } from "./people/people-section.tsx";

const sections = {
  people: { label: "People", Section: PeopleSection },
  audit: { label: "Audit log", Section: AuditSection },
} as const satisfies Record<AdminSection, unknown>;

/** What server admins look after; everybody else is told that it is theirs. */
export function AdminPage({ section, banner }: { section: AdminSection; banner: ReactNode }) {
  const me = useMe();
  if (!me.admin) return <NotForYou />;
  const { Section } = sections[section];
  return (
    <SectionPage
      title="This server"
      banner={banner}
      sections={adminSections.map((name) => ({
        label: sections[name].label,
        to: { page: "admin", section: name },
        isOpen: name === section,
      }))}
    >
      <Section />
    </SectionPage>
  );
}

function NotForYou() {
  useTitle("For server admins");
  return (
    <main tabIndex={-1} className="flex flex-1">
      <EmptyState
        title="Only server admins see this page"
        isPage
        actions={
          <Button look="primary" onClick={() => navigate({ page: "home" })}>
            Go to your rooms
          </Button>
        }
      >
        You are signed in with an account that is none. Whoever runs this server can appoint you.
      </EmptyState>
    </main>
  );
}
