const prefix = "hubbub.draft.";

/** What was written and not sent, per room, as long as this tab lives. */
export const drafts = {
  read(roomId: number): string {
    try {
      return sessionStorage.getItem(prefix + roomId) ?? "";
    } catch {
      return "";
    }
  },
  write(roomId: number, text: string): void {
    try {
      if (text === "") sessionStorage.removeItem(prefix + roomId);
      else sessionStorage.setItem(prefix + roomId, text);
    } catch {
      // The text stays in the field; it is lost only if the room is left.
    }
  },
  /** On sign-out: the next user of this tab must not see them. */
  clear(): void {
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  },
};
