export type Route =
  | { readonly page: "home" }
  | { readonly page: "browse" }
  | { readonly page: "room"; readonly roomId: number }
  /** On a phone the people of a room are a page of their own. */
  | { readonly page: "people"; readonly roomId: number }
  | { readonly page: "sign-in" }
  | { readonly page: "sign-up" }
  | { readonly page: "unknown" };

export function toRoute(path: string): Route {
  const room = /^\/rooms\/([1-9][0-9]{0,14})(\/people)?\/?$/.exec(path);
  if (room?.[1] !== undefined) {
    return { page: room[2] === undefined ? "room" : "people", roomId: Number(room[1]) };
  }
  switch (path.replace(/(.)\/$/, "$1")) {
    case "/":
      return { page: "home" };
    case "/browse":
      return { page: "browse" };
    case "/sign-in":
      return { page: "sign-in" };
    case "/sign-up":
      return { page: "sign-up" };
    default:
      return { page: "unknown" };
  }
}
