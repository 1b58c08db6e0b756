import { useTitle } from "../client/use-title.ts";
import { navigate } from "../navigation/navigate.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

export function UnknownPage() {
  useTitle(later.pages.nothingHere);
  return (
    <main tabIndex={-1} className="flex flex-1">
      <EmptyState
        title={later.pages.nothingAtAddress}
        isPage
        actions={
          <Button look="primary" onClick={() => navigate({ page: "home" })}>
            {t.ui.goToRooms}
          </Button>
        }
      >
        {later.pages.mistyped}
      </EmptyState>
    </main>
  );
}
