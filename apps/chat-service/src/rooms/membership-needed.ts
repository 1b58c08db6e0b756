/** The room may be read by members only, and takes whoever asks: join it and try again. */
export class MembershipNeeded extends Error {
  override readonly name = "MembershipNeeded";
}
