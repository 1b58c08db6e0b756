/** Leads somewhere, at the end of a soft line. */
export function TextLink({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="rounded underline underline-offset-2 hover:text-ink touch:-my-2.5 touch:min-h-11"
    >
      {label}
    </button>
  );
}
