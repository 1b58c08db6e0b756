import { number } from "./words.ts";

export const people = {
  picker: {
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
    bans: "Banned people",
    muted: (until: string) => `Muted ${until}`,
  },
  roles: {
    owner: "owner",
    admin: "admin",
    member: "member",
  },
};
