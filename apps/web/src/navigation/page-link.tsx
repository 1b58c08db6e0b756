import type { ComponentProps, MouseEvent } from "react";
import { navigate } from "./navigate.ts";
import type { Route } from "./route.ts";
import { toPath } from "./to-path.ts";

/** A link within the app: no page load, but a new tab where one asks for it. */
export function PageLink({ to, onClick, children, ...rest }: { to: Route } & Omit<ComponentProps<"a">, "href">) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={toPath(to)} onClick={follow}>
      {children}
    </a>
  );
}
