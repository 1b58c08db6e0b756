import { lazy } from "react";

/** What one sees of a message's actions only once one does something with it: in pieces that come then. */
export const LaterHoverBar = lazy(async () => ({ default: (await import("./hover-bar.tsx")).HoverBar }));
export const LaterOpened = lazy(async () => ({ default: (await import("./opened.tsx")).Opened }));
export const LaterEditsDialog = lazy(async () => ({
  default: (await import("../edits/edits-dialog.tsx")).EditsDialog,
}));
export const LaterDeleteDialog = lazy(async () => ({ default: (await import("../delete-dialog.tsx")).DeleteDialog }));
