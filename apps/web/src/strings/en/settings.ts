export const settings = {
  language: {
    title: "Language",
    says: "For the page, its dates and its numbers. Kept in this browser.",
    failed: "The words could not be loaded. Try again.",
    ofTheBrowser: (language: string) => `As the browser (${language})`,
  },
};
