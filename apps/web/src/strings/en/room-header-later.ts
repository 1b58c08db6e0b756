import { plural } from "./words.ts";

export const roomHeaderLater = {
  leaving: {
    title: (room: string) => `Leave ${room}?`,
    keep: "Stay",
    confirm: "Leave",
    private: "The room is private: to come back, an owner or an admin has to add you.",
    public: "You can join again whenever you like.",
  },
  kinds: {
    public: "Public: everyone here can find it and join",
    private: "Private: only its members can see it",
    announcement: "Announcements: everyone reads, admins write",
    direct: "Direct messages",
  },
  noTopic: "No topic.",
  kept: (days: number) => plural(days, { one: "Messages are kept for # day", other: "Messages are kept for # days" }),
  made: (date: string) => `Made on ${date}`,
  youOwn: "You are its owner",
  youAdmin: "You are an admin of it",
  showPreviews: "Show previews of links",
  noPreviews: "Links are shown without previews",
  keepDays: "Keep messages for (days)",
  keepPlaceholder: "As this server does",
  keepHint: "What is older is deleted an hour later at the latest, for everybody and for good.",
};
