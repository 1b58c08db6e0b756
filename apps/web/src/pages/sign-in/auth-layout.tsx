import type { ReactNode } from "react";
import { Logo } from "../../ui/logo.tsx";

/** One form on paper. */
export function AuthLayout({ title, children, footer }: { title: string; children: ReactNode; footer: ReactNode }) {
  return (
    <main tabIndex={-1} className="flex h-full overflow-auto bg-paper">
      <div className="m-auto w-full max-w-100 px-5 py-10">
        <div className="mb-7 flex justify-center">
          <Logo size="large" />
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-lift sm:p-7">
          <h1 className="mb-5 text-xl">{title}</h1>
          {children}
        </div>
        <p className="mt-5 text-center text-mid text-soft">{footer}</p>
      </div>
    </main>
  );
}
