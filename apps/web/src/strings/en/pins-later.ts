export const pinsLater = {
  loading: "Loading the pinned messages",
  failed: "The pinned messages could not be loaded.",
  show: "Show in the conversation",
  none: "Nothing is pinned yet",
  noneSays:
    "What everyone here should find again stands here: a plan, a link, a decision. Choose “Pin” in the menu of a message, or press P on it.",
  noneToRead: "What everyone here should find again will stand here.",
};
