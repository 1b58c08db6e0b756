export const emojiLater = {
  search: "Search emoji",
  skinTone: "Skin tone",
  loading: "Loading the emoji",
  none: "No emoji is called that.",
  recent: "Last used",
  /** As Unicode counts them; the third has no emoji of its own. */
  groups: [
    "Smileys",
    "People",
    "",
    "Animals and nature",
    "Food and drink",
    "Travel and places",
    "Activities",
    "Objects",
    "Symbols",
    "Flags",
  ],
  skinTones: {
    light: "light",
    "medium-light": "medium light",
    medium: "medium",
    "medium-dark": "medium dark",
    dark: "dark",
  },
};
