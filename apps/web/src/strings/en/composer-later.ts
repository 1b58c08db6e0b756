import { plural } from "./words.ts";

export const composerLater = {
  mutedForGood: "You are muted here. You can read; an owner or an admin can let you write again.",
  muted: (until: string) => `You are muted here ${until}. You can read; what you had begun to write is kept.`,
  blocked: (name: string) => `You have blocked ${name}: neither of you can write here.`,
  unblock: "Unblock",
  held: {
    goesOn: "Sending goes on by itself.",
    goesOnIn: (time: string) => `Sending goes on in ${time}.`,
    oneByOne: "Messages go out one after the other.",
    tooFast: "You are writing faster than this server allows.",
    busy: "The server is busy.",
    notNow: "The server cannot take messages right now.",
  },
  files: {
    label: "Files of this message",
    dropHere: (room: string) => `Drop files to attach them to your message in ${room}`,
    dropInThread: "Drop files to attach them to your reply in the thread",
    tooMany: (count: number) =>
      plural(count, {
        one: "A message brings at most 10 files along. # was left out.",
        other: "A message brings at most 10 files along. # were left out.",
      }),
    folders: "A folder cannot be attached. Open it and choose the files in it.",
    notAll: "Not all files are there. Try again, or remove those that are not.",
    awaited: "The message goes out once its files are there.",
    doNotSend: "Do not send it yet",
    givenUp: (room: string) =>
      `Your message in ${room} was not sent: not all of its files could be attached. It is kept there.`,
    lost: (count: number) =>
      plural(count, {
        one: "A file that you had attached is not kept any more.",
        other: "# files that you had attached are not kept any more.",
      }),
    progress: (name: string) => `${name} is on its way`,
    uploaded: (name: string) => `${name} is attached.`,
    failed: (name: string) => `${name} could not be attached.`,
    cancel: (name: string) => `Do not attach ${name}`,
    remove: (name: string) => `Remove ${name}`,
    retry: (name: string) => `Try again with ${name}`,
    tooLarge: "Too large for this server",
    noSpace: "There is no more space for files.",
    noConnection: "The server cannot be reached.",
  },
};
