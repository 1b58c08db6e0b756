import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTitle } from "../client/use-title.ts";
import { navigate } from "../navigation/navigate.ts";
import { PageLink } from "../navigation/page-link.tsx";
import type { Route } from "../navigation/route.ts";
import { t } from "../strings/t.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { phoneWidth } from "../ui/media.ts";
import { useMedia } from "../ui/use-media.ts";

interface Section {
  readonly label: string;
  readonly to: Route;
  readonly isOpen: boolean;
}

/** A page with sections, one of which is shown. */
export function SectionPage({
  title,
  sections,
  banner,
  children,
}: {
  title: string;
  sections: readonly Section[];
  /** What is said to everybody. */
  banner: ReactNode;
  children: ReactNode;
}) {
  const isPhone = useMedia(phoneWidth);
  const open = sections.find(({ isOpen }) => isOpen);
  useTitle(open === undefined ? title : `${open.label} · ${title}`);
  return (
    <main tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-14 shrink-0 items-center gap-1.5 border-b border-line px-6 phone:px-1">
        {isPhone && (
          <IconButton icon={ChevronLeft} label={t.ui.backToRooms} onClick={() => navigate({ page: "home" })} />
        )}
        <h1 className="truncate text-base">{title}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-3xl px-6 pb-10 phone:px-4">
          {banner}
          <nav aria-label={title} className="mb-6 flex gap-5 overflow-x-auto border-b border-line">
            {sections.map(({ label, to, isOpen }) => (
              <PageLink
                key={label}
                to={to}
                aria-current={isOpen ? "page" : undefined}
                className={`-mb-px shrink-0 border-b-2 py-3 outline-offset-[-2px] ${isOpen ? "border-accent font-name" : "border-transparent text-soft hover:text-ink"}`}
              >
                {label}
              </PageLink>
            ))}
          </nav>
          {children}
        </div>
      </div>
    </main>
  );
}
