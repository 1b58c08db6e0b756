import type { ReactNode } from "react";

/** An empty place: what it is for, and the first thing to do. `isPage`: it is all that the page has, and names it. */
export function EmptyState({
  title,
  children,
  actions,
  isPage = false,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  isPage?: boolean;
}) {
  const Title = isPage ? "h1" : "h2";
  return (
    <div className="m-auto flex max-w-md flex-col items-center px-6 py-10 text-center">
      <Title className="text-lg text-balance">{title}</Title>
      <div className="mt-1.5 text-soft text-pretty">{children}</div>
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
