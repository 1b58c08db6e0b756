export const mentions = {
  people: "People to mention",
};
