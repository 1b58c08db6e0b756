/** What is wrong with the whole form; read aloud when it appears. */
export function FormMessage({ text }: { text: string | undefined }) {
  return (
    <div role="alert">
      {text !== undefined && <p className="rounded-lg bg-bad-soft px-3 py-2 text-mid text-bad">{text}</p>}
    </div>
  );
}
