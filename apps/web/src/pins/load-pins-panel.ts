/** `PinsPanel`, from where it is opened or about to be. */
export const loadPinsPanel = async () => (await import("./pins-panel.tsx")).PinsPanel;
