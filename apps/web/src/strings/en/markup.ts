export const markup = {
  spoiler: "Hidden text, show it",
  copyCode: "Copy code",
  copied: "Copied",
  preview: "Preview",
  mention: "Mention somebody",
  format: "Format",
  formats: {
    bold: "Bold (Ctrl B)",
    italic: "Italic (Ctrl I)",
    strike: "Strike through (Ctrl Shift X)",
    code: "Code (Ctrl E)",
    list: "List",
    numbers: "Numbered list",
    quote: "Quote",
    spoiler: "Spoiler",
  },
};
