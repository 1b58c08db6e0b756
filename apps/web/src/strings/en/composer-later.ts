export const composerLater = {
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
};
