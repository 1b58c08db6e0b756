/** `SearchPanel`, from where it is opened or about to be. */
export const loadSearchPanel = async () => (await import("./search-panel.tsx")).SearchPanel;
