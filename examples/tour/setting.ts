/** Where hubbub is. */
export const url = process.env["HUBBUB_URL"] ?? "http://localhost:8080";
export const password = "correct horse battery";
/** Of all names, so that each tour has its own. */
export const suffix = Date.now().toString(36);
