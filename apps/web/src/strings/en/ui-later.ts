export const uiLater = {
  save: "Save",
  notNow: "Not now",
  name: "Name",
  topic: "Topic",
  username: "Username",
  email: "Email",
  people: "People",
  password: {
    label: "Password",
    show: "Show",
    hide: "Hide",
  },
};
