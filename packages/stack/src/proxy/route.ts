/** Who answers a path: the routing table of nginx.conf.template, held to it by a test that asks both. */
export type Route = "chat" | "user-service" | "web";

/** `path` is as the client sent it, without the query. */
export function routeOf(path: string): Route {
  if (/^\/api\/v1\/users\/(me\/(rooms|threads|blocks|export|avatar)|[^/]+\/dm)(\/|$)/.test(path)) return "chat";
  if (/^\/api\/v1\/(users|admin)(\/|$)/.test(path) || path.startsWith("/.well-known/")) return "user-service";
  if (/^\/(api|files|ws|socket\.io)(\/|$)/.test(path) || path === "/health") return "chat";
  return "web";
}

/** Whether a path takes a file, or a picture of somebody or a room, and not only a small body. */
export function takesFile(path: string): boolean {
  return /^\/api\/v1\/(rooms\/[^/]+\/(files|avatar)|users\/me\/avatar)$/.test(path);
}
