/** In place of the composer: why one cannot write here. */
export function NoComposer({ rule }: { rule: string }) {
  return <p className="rounded-xl border border-line bg-paper px-4 py-3 text-mid text-soft">{rule}</p>;
}
