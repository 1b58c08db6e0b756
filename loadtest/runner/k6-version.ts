/** The k6 that `make loadtest` builds where none is installed. */
export const k6Version = "v1.8.1";
