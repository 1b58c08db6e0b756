import { list, plural } from "./words.ts";

export const timeline = {
  messages: "Messages",
  loading: "Loading messages",
  older: {
    loading: "Loading older messages",
    failed: "Older messages could not be loaded.",
  },
  newer: {
    loading: "Loading newer messages",
    failed: "Newer messages could not be loaded.",
  },
  new: "New",
  today: "Today",
  yesterday: "Yesterday",
  typing: (names: readonly string[]) => `${list(names)} ${names.length === 1 ? "is" : "are"} typing`,
  severalTyping: "Several people are typing",
  place: {
    label: "Where you are",
    unread: (count: number) => plural(count, { one: "# new", other: "# new" }),
    toUnread: "Jump to the first new message",
    toNewest: "Jump to newest",
    markRead: "Mark read",
    back: "Back to where you were",
    notes: {
      nearest: "That message is not here any more. This is the nearest.",
      none: "There is no such message in this room.",
      "nothing-since": "Nothing was written since then. This is the newest.",
      failed: "That place could not be shown.",
    },
  },
  days: {
    label: "Jump to a day",
    from: (day: string) => `${day}: jump to another day`,
  },
  start: {
    welcome: (username: string) => `Welcome, ${username}`,
    general: (room: string) => `This is ${room}, where everyone on this server begins.`,
    announcements: "This is the beginning of the announcements",
    room: (room: string) => `This is the beginning of ${room}`,
    notes: "This is the beginning of your notes",
    direct: (name: string) => `This is the beginning of your messages with ${name}`,
    onlyYou: "Nobody else can read them.",
    onlyTwo: "Only you two can read them.",
    members: "Only its members can read along.",
    everyoneReads: "Everyone here reads along; the admins write.",
    public: "Everyone here can find it and read along.",
    writeFirst: "Write the first message below.",
  },
};
