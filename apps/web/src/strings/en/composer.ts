import { plural } from "./words.ts";

export const composer = {
  message: "Message",
  reply: "Reply in thread",
  messageTo: (room: string) => `Message ${room}`,
  attach: "Attach files",
  emoji: "Emoji",
  send: "Send",
  tooLong: (count: number) => plural(count, { one: "# character too long", other: "# characters too long" }),
  left: (count: number) => plural(count, { one: "# character left", other: "# characters left" }),
  mutedForGood: "You are muted here. You can read; an owner or an admin can let you write again.",
  muted: (until: string) => `You are muted here ${until}. You can read; what you had begun to write is kept.`,
};
