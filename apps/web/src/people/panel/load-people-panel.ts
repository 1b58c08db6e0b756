/** `PeoplePanel`, from where it is opened or about to be. */
export const loadPeoplePanel = async () => (await import("./people-panel.tsx")).PeoplePanel;
