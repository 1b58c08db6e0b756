/** What each transport makes of an error code. `grpc` is the number of google.rpc.Code. */
export interface ErrorKind {
  readonly http: number;
  readonly grpc: number;
  readonly retryable: boolean;
  /** RFC 9457 `title`: the same for every occurrence of the code. */
  readonly title: string;
}

/** Every error that hubbub answers with, on every transport. docs/errors.md is held to it by a test. */
export const errorCatalogue = {
  invalid_argument: { http: 400, grpc: 3, retryable: false, title: "The request is not valid" },
  unauthenticated: { http: 401, grpc: 16, retryable: false, title: "Sign in first" },
  token_expired: { http: 401, grpc: 16, retryable: false, title: "The access token has expired" },
  forbidden: { http: 403, grpc: 7, retryable: false, title: "That is not allowed" },
  room_not_found: { http: 404, grpc: 5, retryable: false, title: "There is no such room" },
  message_not_found: { http: 404, grpc: 5, retryable: false, title: "There is no such message" },
  user_not_found: { http: 404, grpc: 5, retryable: false, title: "There is no such user" },
  route_not_found: { http: 404, grpc: 12, retryable: false, title: "There is nothing at this address" },
  method_not_allowed: { http: 405, grpc: 12, retryable: false, title: "This address does not take that method" },
  already_exists: { http: 409, grpc: 6, retryable: false, title: "That exists already" },
  quota_exceeded: { http: 409, grpc: 8, retryable: false, title: "There is no more space for files" },
  room_archived: { http: 409, grpc: 9, retryable: false, title: "The room is archived" },
  payload_too_large: { http: 413, grpc: 8, retryable: false, title: "The request is too large" },
  unsupported_media_type: { http: 415, grpc: 3, retryable: false, title: "That type of content is not taken here" },
  rate_limited: { http: 429, grpc: 8, retryable: true, title: "Too many requests" },
  overloaded: { http: 503, grpc: 14, retryable: true, title: "The server is too busy" },
  unavailable: { http: 503, grpc: 14, retryable: true, title: "The server cannot do that right now" },
  internal: { http: 500, grpc: 13, retryable: false, title: "Something went wrong on the server" },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(errorCatalogue, value);
}
