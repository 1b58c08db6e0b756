/** The token of an `Authorization` header's value; undefined if it is absent or of another scheme. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +([^ ]+) *$/i.exec(authorization ?? "")?.[1];
}
