/** The name that somebody goes by, and under it the one that nobody else has. */
export function PersonName({ username, displayName }: { username: string; displayName: string }) {
  if (displayName === "" || displayName === username) return <span className="truncate">{username}</span>;
  return (
    <span className="min-w-0 leading-tight">
      <bdi className="block truncate">{displayName}</bdi>
      <bdi className="block truncate text-small font-normal text-soft">@{username}</bdi>
    </span>
  );
}
