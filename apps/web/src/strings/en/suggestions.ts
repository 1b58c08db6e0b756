export const suggestions = {
  people: "People to mention",
  emoji: "Emoji of that name",
};
