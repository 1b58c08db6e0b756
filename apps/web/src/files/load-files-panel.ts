/** `FilesPanel`, from where it is opened or about to be. */
export const loadFilesPanel = async () => (await import("./panel/files-panel.tsx")).FilesPanel;
