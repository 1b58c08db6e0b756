/** Beside the conversation; on a phone in its place. */
export const paneLook = "flex w-62 shrink-0 flex-col border-s border-line phone:w-full phone:border-s-0";
