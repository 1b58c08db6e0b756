/** For people at a terminal (`plain=1`): text that is no JSON object is a message to the room joined last. */
export function plainToFrame(text: string): string {
  return isJsonObject(text) ? text : JSON.stringify({ type: "send_message", content: text });
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
