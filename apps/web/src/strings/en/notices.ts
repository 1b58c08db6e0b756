import { list, number, plural } from "./words.ts";

/** Of whom a notice tells: "you" alone, "you" with others, one other, several others. */
type Who = "you" | "youWith" | "one" | "several";

const was = (who: Who) => (who === "one" ? "was" : "were");

export const notices = {
  /** Oneself, where one does something and where something is done to one. */
  you: "You",
  youAsObject: "you",
  /** `more`: how many are not named. */
  people: (names: readonly string[], more: number) =>
    more === 0 ? list(names) : `${names.join(", ")} and ${number(more)} others`,
  joined: (people: string, _who: Who) => `${people} joined`,
  left: (people: string, _who: Who) => `${people} left`,
  /** What was done to people: by oneself, by somebody, by whom is not known. */
  added: {
    byYou: (people: string) => `You added ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} added ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} added`,
  },
  removed: {
    byYou: (people: string) => `You removed ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} removed ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} removed`,
  },
  banned: {
    byYou: (people: string) => `You banned ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} banned ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} banned`,
  },
  unbanned: {
    byYou: (people: string) => `You unbanned ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} unbanned ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} unbanned`,
  },
  muted: {
    byYou: (people: string) => `You muted ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} muted ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} muted`,
  },
  unmuted: {
    byYou: (people: string) => `You unmuted ${people}`,
    by: (actor: string, people: string, _who: Who) => `${actor} unmuted ${people}`,
    bySomebody: (people: string, who: Who) => `${people} ${was(who)} unmuted`,
  },
  /** Of a room. `actor`: "You", or a name. */
  archived: (actor: string, _isYou: boolean) => `${actor} archived the room`,
  madeOwner: (actor: string, _isYou: boolean, whom: string) => `${actor} made ${whom} an owner`,
  madeAdmin: (actor: string, _isYou: boolean, whom: string) => `${actor} made ${whom} an admin`,
  madeMember: (actor: string, _isYou: boolean, whom: string) => `${actor} made ${whom} a member`,
  /** Of what was changed at once, each a part of the sentence. */
  changed: (actor: string, _isYou: boolean, changes: readonly string[]) => `${actor} ${changes.join(" and ")}`,
  renamed: (name: string, _isYou: boolean) => `renamed the room to ${name}`,
  topicRemoved: (_isYou: boolean) => "removed the topic",
  topicSet: (topic: string, _isYou: boolean) => `set the topic to “${topic}”`,
  retentionLeft: (_isYou: boolean) => "left it to the server how long messages are kept",
  retentionSet: (days: number, _isYou: boolean) =>
    plural(days, { one: "set messages to be kept for a day", other: "set messages to be kept for # days" }),
  previewsOn: (_isYou: boolean) => "turned link previews on",
  previewsOff: (_isYou: boolean) => "turned link previews off",
  pinned: (actor: string, _isYou: boolean) => `${actor} pinned a message`,
  unpinned: (actor: string, _isYou: boolean) => `${actor} unpinned a message`,
  pictureSet: (_isYou: boolean) => "set the picture",
  pictureRemoved: (_isYou: boolean) => "removed the picture",
  changedSomething: (_isYou: boolean) => "changed the room",
};
