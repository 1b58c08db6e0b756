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
};
