import type { ReactNode } from "react";
import { rich } from "../rich.ts";
import { number } from "./words.ts";

export const peopleLater = {
  actions: {
    /** What is asked about first says so by its dots. */
    message: "Message",
    mention: "Mention",
    mute: "Mute…",
    unmute: "Unmute",
    remove: "Remove from the room…",
    ban: "Ban…",
    unban: "Lift ban",
    owner: "Make owner",
    admin: "Make admin",
    member: "Make member",
    block: "Block…",
    unblock: "Unblock",
  },
  loadingActions: "Loading what you may do",
  howLong: {
    label: "How long",
    hour: "1 hour",
    day: "1 day",
    week: "1 week",
    good: "For good",
  },
  ban: {
    title: (name: string) => `Ban ${name}?`,
    confirm: "Ban",
    says: (name: ReactNode, room: string) =>
      rich`${name} is taken out of ${room}, cannot read it any more and cannot come back or be added before that is over. Everyone in it sees that you did it.`,
    reason: "Reason",
    reasonHint: "For its owners and admins to read. It may stay empty.",
  },
  mute: {
    title: (name: string) => `Mute ${name}?`,
    confirm: "Mute",
    says: (name: ReactNode, room: string) =>
      rich`${name} can then read in ${room} and not write. Everyone in it sees that you did it.`,
  },
  block: {
    title: (name: string) => `Block ${name}?`,
    confirm: "Block",
    noDirects: "Neither of you can send the other direct messages.",
    noRooms: (name: ReactNode) => rich`${name} cannot add you to rooms, and you are not told when they mention you.`,
    stillSeen: "In rooms that you are both in, each of you still sees what the other writes.",
    notTold: "They are not told. You can unblock them whenever you like.",
  },
  giveUpOwner: {
    title: "Give up being an owner?",
    says: (room: string) => `You can no longer give roles in ${room}. Only another owner can make you one again.`,
    keep: "Stay an owner",
    becomeAdmin: "Become an admin",
    becomeMember: "Become a member",
  },
  remove: {
    title: (name: string) => `Remove ${name}?`,
    public: (name: ReactNode, room: string) =>
      rich`${name} can no longer write in ${room}, and everyone in it sees that you did it. It is public: they can join again by themselves.`,
    private: (name: ReactNode, room: string) =>
      rich`${name} can no longer read or write in ${room}, and everyone in it sees that you did it. An owner or an admin has to add them before they can come back.`,
    keep: "Keep them",
    confirm: "Remove",
  },
  makeOwner: {
    title: (name: string) => `Make ${name} an owner?`,
    says: (name: ReactNode, room: string) =>
      rich`${name} can then do in ${room} all that you can: change or archive it, give and take roles, and remove people, you among them.`,
    confirm: "Make owner",
  },
  done: {
    owner: (name: string) => `${name} is now an owner.`,
    admin: (name: string) => `${name} is now an admin.`,
    member: (name: string) => `${name} is now a member.`,
    muted: {
      hour: (name: string) => `${name} is muted for an hour.`,
      day: (name: string) => `${name} is muted for a day.`,
      week: (name: string) => `${name} is muted for a week.`,
      good: (name: string) => `${name} is muted for good.`,
    },
    unmuted: (name: string) => `${name} may write again.`,
    removed: (name: string, room: string) => `${name} is no longer in ${room}.`,
    banned: {
      hour: (name: string) => `${name} is banned for an hour.`,
      day: (name: string) => `${name} is banned for a day.`,
      week: (name: string) => `${name} is banned for a week.`,
      good: (name: string) => `${name} is banned for good.`,
    },
    unbanned: (name: string) => `${name} may come back.`,
    blocked: (name: string) => `You have blocked ${name}.`,
    unblocked: (name: string) => `${name} is no longer blocked.`,
  },
  picker: {
    to: "To",
    notes: "you: notes for yourself",
    failed: "The search did not work. Try once more.",
    nobody: (query: string) => `Nobody here is called “${query}”`,
  },
  panel: {
    banned: (count: number) => `Banned, ${number(count)}`,
    bannedAndMore: (count: number) => `Banned, ${number(count)} and more`,
    bansFailed: "Who is banned could not be loaded.",
    liftBan: "Lift ban",
    liftBanOf: (name: string) => `Lift ban of ${name}`,
  },
};
