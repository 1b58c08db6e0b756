import { useTitle } from "../client/use-title.ts";
import { navigate } from "../navigation/navigate.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

export function UnknownPage() {
  useTitle(t.pages.nothingHere);
  return (
    <main tabIndex={-1} className="flex flex-1">
      <EmptyState
        title={t.pages.nothingAtAddress}
        isPage
        actions={
          <Button look="primary" onClick={() => navigate({ page: "home" })}>
            {t.ui.goToRooms}
          </Button>
        }
      >
        {t.pages.mistyped}
      </EmptyState>
    </main>
  );
}
