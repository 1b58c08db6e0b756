/** In place of the composer: why one cannot write here. */
export function NoComposer({ rule }: { rule: string }) {
  return (
    <p className="m-4 mt-0 rounded-xl border border-line bg-paper px-4 py-3 text-mid text-soft phone:mx-2.5 phone:mb-[max(0.625rem,env(safe-area-inset-bottom))]">
      {rule}
    </p>
  );
}
