/** Brings the chat database up to date. Any number of instances may call it at once. */
export async function migrateChat(_url: string): Promise<void> {
  throw new Error("not yet");
}
