import { AppError } from "@hubbub/errors";
import type { AskingPage } from "./asking-page.ts";

/**
 * Which pages may ask: those of the host that they were served from, whatever the port, and those that the operator lists
 * (`ALLOWED_ORIGINS`). Who says no `Origin` is no page, or reads from its own host.
 */
export class AllowedOrigins {
  readonly #listed: ReadonlySet<string>;
  readonly #onRefused: (origin: string) => void;

  /** `*` lists all. */
  constructor(listed: readonly string[], onRefused: (origin: string) => void = () => undefined) {
    this.#listed = new Set(listed);
    this.#onRefused = onRefused;
  }

  /** Whether answers are the same whoever asks. */
  get isEmpty(): boolean {
    return this.#listed.size === 0;
  }

  /** Whether it may be told what another host answers (CORS). */
  lists(origin: string): boolean {
    return this.#listed.has("*") || this.names(origin);
  }

  /** Whether it is listed by its name: `*` is enough to be answered, and not to be trusted with a cookie. */
  names(origin: string): boolean {
    return origin !== "*" && this.#listed.has(origin);
  }

  /** Whether the page may connect. */
  admits({ origin, hosts }: Pick<AskingPage, "origin" | "hosts">): boolean {
    return this.#judge(origin, this.lists(origin) || hosts.some((host) => isOf(origin, host)));
  }

  /**
   * Whether the page may do what changes something by a cookie, which browsers send along whoever asks. What they say of
   * the site counts before the host: they know the port and the scheme.
   */
  admitsChange({ origin, hosts, site }: AskingPage, hasCookie: boolean): boolean {
    if (site === "same-origin" || site === "none") return true;
    const isListed = hasCookie ? this.names(origin) : this.lists(origin);
    if (site !== "" && origin === "") return false;
    return this.#judge(origin, isListed || (site === "" && hosts.some((host) => isOf(origin, host))));
  }

  /** Tells who runs the server. */
  refused(origin: string): void {
    this.#onRefused(origin);
  }

  #judge(origin: string, isAllowed: boolean): boolean {
    if (origin === "" || isAllowed) return true;
    this.refused(origin);
    return false;
  }
}

/** For whoever runs the server: browsers show a page that may not ask no more than that it failed. */
export function originRefusal(): AppError {
  return new AppError(
    "forbidden",
    "Pages of this origin may not connect: the setting ALLOWED_ORIGINS names those that may",
  );
}

function isOf(origin: string, host: string): boolean {
  if (host === "" || !URL.canParse(origin) || !URL.canParse(`http://${host}`)) return false;
  const names = [new URL(origin).hostname, new URL(`http://${host}`).hostname];
  return names[0] === names[1] || names.every((name) => loopback.test(name));
}

/** However this machine is called: a page of it was put there by who runs it. */
const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;
