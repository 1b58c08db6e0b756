/** One pane at a time. The same width as the `phone` variant in app.css. */
export const phoneWidth = "(max-width: 767px)";
/** Room for the people beside the conversation. */
export const wideWidth = "(min-width: 1100px)";
export const finePointer = "(pointer: fine)";
