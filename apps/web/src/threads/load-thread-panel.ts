export const loadThreadPanel = async () => (await import("./panel/thread-panel.tsx")).ThreadPanel;
export const loadThreadActions = async () => (await import("./panel/thread-actions.tsx")).ThreadActions;
