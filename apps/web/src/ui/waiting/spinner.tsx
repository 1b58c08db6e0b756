/** Something is on its way. */
export function Spinner() {
  return (
    <span
      aria-hidden
      className="inline-block size-3 shrink-0 animate-spin rounded-full border-2 border-accent border-e-transparent"
    />
  );
}
