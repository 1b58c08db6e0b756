/** What a socket is told that wants something before its `auth`. */
export const sendAuthFirst = "Send auth first";
/** What a socket is told that sent no `auth` in `authDeadlineMs`. */
export const noAuthInTime = "No auth came in time";
