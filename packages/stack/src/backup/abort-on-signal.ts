/** Is aborted when this process is told to end, which it then does not do by itself. */
export function abortOnSignal(): AbortSignal {
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => abort.abort(new Error("stopped, with nothing changed")));
  }
  return abort.signal;
}
