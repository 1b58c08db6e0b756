// Loaded as one: what comes first then names it once.
export { UnsentMessages } from "./unsent-messages.tsx";
export { UnsentReplies } from "./unsent-replies.tsx";
