export const markupLater = {
  formats: {
    bold: "Bold (Ctrl B)",
    italic: "Italic (Ctrl I)",
    strike: "Strike through (Ctrl Shift X)",
    list: "List",
    numbers: "Numbered list",
    quote: "Quote",
    spoiler: "Spoiler",
  },
};
