import { AuditAction as Wire } from "@hubbub/grpc-api/audit";

type Named<Key> = Key extends `AUDIT_ACTION_${infer Name}` ? Lowercase<Name> : never;

/** What is written to the audit log, by its name in JSON and in the table: the proto has the one list. */
export type AuditAction = Exclude<Named<keyof typeof Wire>, "unspecified">;

const actions = new Map<AuditAction, Wire>(
  Object.entries(Wire).flatMap(([key, number]) =>
    number > 0 ? [[key.replace("AUDIT_ACTION_", "").toLowerCase() as AuditAction, number] as const] : [],
  ),
);
const names = new Map([...actions].map(([name, number]) => [number, name]));

/** Undefined for what is unspecified, and for what this release does not know. */
export function fromWireAction(action: Wire): AuditAction | undefined {
  return names.get(action);
}

/** What another release wrote is unspecified. */
export function toWireAction(action: string): Wire {
  return actions.get(action as AuditAction) ?? Wire.AUDIT_ACTION_UNSPECIFIED;
}
