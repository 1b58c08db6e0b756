export const emoji = {
  pick: "Emoji",
};
