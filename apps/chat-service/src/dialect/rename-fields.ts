const ownNames: Readonly<Record<string, string>> = { content: "message", created_at: "timestamp", type: "event" };

/** A native field's name as clients of older demo chats know it: `room_id` → `roomId`. */
export function renameField(name: string): string {
  return ownNames[name] ?? name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The same value with every field's name as they know it. */
export function renameFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renameFields);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [renameField(name), renameFields(field)]));
}
