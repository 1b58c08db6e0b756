export const markup = {
  spoiler: "Hidden text, show it",
  copyCode: "Copy code",
  copied: "Copied",
  preview: "Preview",
  mention: "Mention somebody",
  format: "Format",
  formats: {
    code: "Code (Ctrl E)",
  },
};
