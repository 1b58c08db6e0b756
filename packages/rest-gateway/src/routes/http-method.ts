/** The methods that a route may have. HEAD and OPTIONS are answered for every route by themselves. */
export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
