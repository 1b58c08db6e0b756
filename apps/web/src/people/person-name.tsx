/** The name that somebody goes by, and beside it the one that nobody else has. */
export function PersonName({ username, displayName }: { username: string; displayName: string }) {
  if (displayName === "" || displayName === username) return <span className="truncate">{username}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <bdi className="truncate">{displayName}</bdi>
      <span className="max-w-1/2 shrink-0 truncate text-small text-soft">@{username}</span>
    </span>
  );
}
