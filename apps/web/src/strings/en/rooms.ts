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
};
