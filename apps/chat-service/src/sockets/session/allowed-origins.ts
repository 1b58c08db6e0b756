import type { HttpRequest } from "uWebSockets.js";

/**
 * Which pages' browsers may connect: those of the host that they were served from, whatever the port, and those that the
 * operator lists. Only browsers say an `Origin`, and none lets a page say another one; who says none is no page.
 */
export class AllowedOrigins {
  readonly #listed: ReadonlySet<string>;
  readonly #onRefused: (origin: string) => void;

  /** `*` lists all. */
  constructor(listed: readonly string[], onRefused: (origin: string) => void = () => undefined) {
    this.#listed = new Set(listed);
    this.#onRefused = onRefused;
  }

  /** Whether the request comes from no page, or from one that may. */
  admits(request: Pick<HttpRequest, "getHeader">): boolean {
    const origin = request.getHeader("origin");
    const hosts = [request.getHeader("host"), request.getHeader("x-forwarded-host")];
    if (origin === "" || this.lists(origin) || hosts.some((host) => isOf(origin, host))) return true;
    this.#onRefused(origin);
    return false;
  }

  /** Whether it is named, and so may also be told what another host answers (CORS). */
  lists(origin: string): boolean {
    return this.#listed.has("*") || this.#listed.has(origin);
  }
}

function isOf(origin: string, host: string): boolean {
  if (host === "" || !URL.canParse(origin) || !URL.canParse(`http://${host}`)) return false;
  const names = [new URL(origin).hostname, new URL(`http://${host}`).hostname];
  return names[0] === names[1] || names.every((name) => loopback.test(name));
}

/** However this machine is called: a page of it was put there by who runs it. */
const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;
