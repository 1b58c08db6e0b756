/** What one sees of a message's actions only once one does something with it: in pieces that come then. */
export const loadHoverBar = async () => (await import("./hover-bar.tsx")).HoverBar;
export const loadOpened = async () => (await import("./opened.tsx")).Opened;
export const loadEditForm = async () => (await import("../edit-form.tsx")).EditForm;
export const loadEditsDialog = async () => (await import("../edits/edits-dialog.tsx")).EditsDialog;
export const loadDeleteDialog = async () => (await import("../delete-dialog.tsx")).DeleteDialog;
