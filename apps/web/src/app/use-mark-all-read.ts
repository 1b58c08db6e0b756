import { useEffect } from "react";
import { useClient } from "../client/use-client.ts";
import { isComposing } from "../ui/is-composing.ts";

/** Shift and Escape: all that is unread has been seen. */
export function useMarkAllRead(): void {
  const client = useClient();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isComposing(event)) return;
      if (event.key !== "Escape" || !event.shiftKey) return;
      event.preventDefault();
      import("./mark-all-read.ts").then(
        ({ markAllRead }) => markAllRead(client),
        // It cannot be had now: another press asks again.
        () => {},
      );
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [client]);
}
