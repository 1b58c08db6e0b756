export function publish(..._:unknown[]): void {}
