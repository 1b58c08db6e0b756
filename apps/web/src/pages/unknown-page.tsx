import { useTitle } from "../client/use-title.ts";
import { navigate } from "../navigation/navigate.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

export function UnknownPage() {
  useTitle("Nothing here");
  return (
    <main tabIndex={-1} className="flex flex-1">
      <EmptyState
        title="There is nothing at this address"
        isPage
        actions={
          <Button look="primary" onClick={() => navigate({ page: "home" })}>
            Go to your rooms
          </Button>
        }
      >
        It may have been mistyped.
      </EmptyState>
    </main>
  );
}
