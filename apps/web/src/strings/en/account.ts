export const account = {
  title: "Account",
  /** The button: with what is seen of it, for those who call it by that. */
  of: (username: string, initials: string) => `Account of ${username}, ${initials}`,
};
