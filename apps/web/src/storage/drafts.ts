const prefix = "hubbub.draft.";
const ownerKey = "hubbub.draft-owner";

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
  /** Those of anybody else are forgotten; before one of `userId` is read. They outlive a session that the server ended. */
  keepFor(userId: number): void {
    try {
      const owner = sessionStorage.getItem(ownerKey);
      if (owner === String(userId)) return;
      // Of before this was noted they are of who is signed in.
      if (owner !== null) this.clear();
      sessionStorage.setItem(ownerKey, String(userId));
    } catch {
      this.clear();
    }
  },
  /** On sign-out: the next user of this tab must not see them. */
  clear(): void {
    try {
      sessionStorage.removeItem(ownerKey);
      for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  },
};
