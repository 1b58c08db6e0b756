/** Whether an account is deleted: the server calls it by a name with a blank, as no username has one. */
export function isGone(username: string): boolean {
  return username.includes(" ");
}
