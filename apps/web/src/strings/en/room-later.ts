export const roomLater = {
  bannedSays: "You cannot read it or come back before that is over, or until one of its owners and admins lifts it.",
  joinAgain: "Join again",
  removedFromPublic: "It is public: you can come back.",
  removedFromPrivate: "Its owners and admins can add you again.",
  unknownSays: "Its address may be mistyped, or it is private and you are not in it.",
};
