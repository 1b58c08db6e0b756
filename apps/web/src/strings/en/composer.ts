import { plural } from "./words.ts";

export const composer = {
  message: "Message",
  messageTo: (room: string) => `Message ${room}`,
  send: "Send",
  tooLong: (count: number) => plural(count, { one: "# character too long", other: "# characters too long" }),
  left: (count: number) => plural(count, { one: "# character left", other: "# characters left" }),
  blocked: (name: string) => `You have blocked ${name}: neither of you can write here.`,
  unblock: "Unblock",
  mutedForGood: "You are muted here. You can read; an owner or an admin can let you write again.",
  muted: (until: string) => `You are muted here ${until}. You can read; what you had begun to write is kept.`,
  held: {
    goesOn: "Sending goes on by itself.",
    goesOnIn: (time: string) => `Sending goes on in ${time}.`,
    oneByOne: "Messages go out one after the other.",
    tooFast: "You are writing faster than this server allows.",
    busy: "The server is busy.",
    notNow: "The server cannot take messages right now.",
  },
};
