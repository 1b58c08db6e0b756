import { plural } from "./words.ts";

export const rooms = {
  kinds: {
    public: "Public room",
    private: "Private room",
    announcement: "Announcements",
    direct: "Direct messages",
  },
  announcements: "Announcements",
  notes: (username: string) => `${username} (you)`,
  draft: "draft, not sent",
  unread: "unread",
  unreadMentions: (count: number) => plural(count, { one: "# unread mention", other: "# unread mentions" }),
  unreadMessages: (count: number) => plural(count, { one: "# unread message", other: "# unread messages" }),
  rules: {
    archived: "This room is archived. It can be read, not written.",
    onlyAdmins: "Only admins write here.",
  },
  new: {
    namePlaceholder: "release-3.2",
    topicHint: "What it is for, in a few words. It may stay empty.",
    whoMayJoin: "Who may join",
    public: {
      label: "Public",
      note: "Everyone here can find it and join",
    },
    private: {
      label: "Private",
      note: "Only those who are added can see it",
    },
    create: "Create room",
  },
};
