/** One pane at a time. The same width as the `phone` variant in app.css. */
export const phoneWidth = "(width < 48em)";
/** Room for a panel beside the conversation: all that is not `narrow` in app.css. */
export const wideWidth = "(width >= 68.75em)";
export const finePointer = "(pointer: fine)";
/** Fingers. The same as the `touch` variant in app.css. */
export const coarsePointer = "(pointer: coarse)";
