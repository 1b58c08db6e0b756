import { number } from "./words.ts";

export const people = {
  picker: {
    to: "To",
    notes: "you: notes for yourself",
    failed: "The search did not work. Try once more.",
    nobody: (query: string) => `Nobody here is called “${query}”`,
    member: "member",
  },
  panel: {
    title: "People",
    titleOf: (room: string) => `People in ${room}`,
    here: (count: number) => `Here, ${number(count)}`,
    others: (count: number) => `Others, ${number(count)}`,
    members: (count: number) => `Members, ${number(count)}`,
    more: (count: number) => `and ${number(count)} more`,
    loading: "Loading the members",
    failed: "The members could not be loaded.",
    add: "Add someone",
    muted: (until: string) => `Muted ${until}`,
    banned: (count: number) => `Banned, ${number(count)}`,
    bannedAndMore: (count: number) => `Banned, ${number(count)} and more`,
    bansFailed: "Who is banned could not be loaded.",
    liftBan: "Lift ban",
    liftBanOf: (name: string) => `Lift ban of ${name}`,
  },
  roles: {
    owner: "owner",
    admin: "admin",
    member: "member",
  },
};
