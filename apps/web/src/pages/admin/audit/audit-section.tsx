import { type AuditEvent, HubbubError } from "@hubbub/client";
import { X } from "lucide-react";
import { useState } from "react";
import { useClient } from "../../../client/use-client.ts";
import { usePages } from "../../../client/use-pages.ts";
import { fullTime } from "../../../messages/full-time.ts";
import { later } from "../../../strings/later.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { ListState } from "../../../ui/list-state.tsx";
import { useSubmit } from "../../../ui/problems/use-submit.ts";
import { TextField } from "../../../ui/text-field.tsx";
import { momentWords } from "../../../ui/time/moment-words.ts";
import { ProblemText } from "../../../ui/problems/problem-text.tsx";
import { auditActions, auditActor, auditDetails, auditWords } from "./audit-words.ts";
import { findAccount } from "./find-account.ts";
import { useRoomWords } from "./use-room-words.ts";

interface Whose {
  readonly id: number;
  readonly name: string;
  /** They did it, or it was done to them. */
  readonly as: "actor" | "subject";
}

/** Who did what to whom on this server, the newest first. */
export function AuditSection() {
  const { admin } = useClient();
  const [action, setAction] = useState("");
  const [whose, setWhose] = useState<Whose>();
  const list = usePages(`${action} ${whose?.as} ${whose?.id}`, async (token) => {
    const person = whose === undefined ? {} : whose.as === "actor" ? { actorId: whose.id } : { subjectId: whose.id };
    const filter = { ...person, ...(action === "" ? {} : { action }) };
    const { events, next_page_token } = await admin.audit(filter, { size: 50, token });
    return { items: events, next: next_page_token };
  });
  const rooms = useRoomWords(list.items.flatMap(({ room_id }) => room_id ?? []));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start gap-3">
        <div className="min-w-44 flex-1">
          <label htmlFor="audit-action" className="mb-1 block text-mid font-name">
            {later.admin.audit.what}
          </label>
          <select
            id="audit-action"
            value={action}
            onChange={(event) => setAction(event.target.value)}
            className="h-10.5 w-full rounded-lg border border-edge bg-raised px-3 text-base touch:min-h-11"
          >
            <option value="">{later.admin.audit.everything}</option>
            {auditActions().map((one) => (
              <option key={one.action} value={one.action}>
                {one.label}
              </option>
            ))}
          </select>
        </div>
        {whose === undefined ? <PersonFilter onFind={setWhose} /> : <Chosen whose={whose} onChange={setWhose} />}
      </div>
      <ListState list={list} words={later.admin.audit.list}>
        {list.items.map((event) => (
          <EventRow key={event.id} event={event} rooms={rooms} onPerson={setWhose} />
        ))}
      </ListState>
    </>
  );
}

function PersonFilter({ onFind }: { onFind: (whose: Whose) => void }) {
  const { admin } = useClient();
  const form = useSubmit([], async (values) => {
    const name = values.text("person");
    if (name === "") return;
    const user = await findAccount((query, page) => admin.accounts(query, page), name);
    if (user === undefined) throw new HubbubError("user_not_found", later.admin.audit.nobody(name));
    onFind({ id: user.id, name: user.username, as: "actor" });
  });
  return (
    <form noValidate onSubmit={form.onSubmit} className="min-w-60 flex-1">
      <TextField
        label={later.admin.audit.who}
        name="person"
        placeholder={later.ui.username}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={form.clearProblem}
        error={form.problem && <ProblemText problem={form.problem} />}
        beside={
          <Button type="submit" look="text" busy={form.busy} className="px-2!">
            {later.admin.audit.find}
          </Button>
        }
      />
    </form>
  );
}

function Chosen({ whose, onChange }: { whose: Whose; onChange: (whose: Whose | undefined) => void }) {
  return (
    <div className="min-w-60 flex-1">
      <p className="mb-1 text-mid font-name">{later.admin.audit.who}</p>
      <div className="flex items-center gap-1 rounded-lg bg-accent-soft py-0.5 pe-0.5 ps-3 touch:min-h-11">
        <span className="min-w-0 flex-1 truncate font-name" title={whose.name}>
          {whose.name}
        </span>
        <select
          aria-label={later.admin.audit.side}
          value={whose.as}
          onChange={(event) => onChange({ ...whose, as: event.target.value === "actor" ? "actor" : "subject" })}
          className="rounded-md bg-transparent px-1 py-1.5 text-mid touch:min-h-11"
        >
          <option value="actor">{later.admin.audit.didIt}</option>
          <option value="subject">{later.admin.audit.wasConcerned}</option>
        </select>
        <IconButton icon={X} label={later.admin.audit.notOnly(whose.name)} onClick={() => onChange(undefined)} />
      </div>
    </div>
  );
}

function EventRow({
  event,
  rooms,
  onPerson,
}: {
  event: AuditEvent;
  rooms: ReadonlyMap<number, string>;
  onPerson: (whose: Whose) => void;
}) {
  const actor = auditActor(event);
  const details = auditDetails(event, rooms);
  const { actor_id: id } = event;
  return (
    <li className="flex gap-x-4 gap-y-0.5 px-4 py-2.5 phone:flex-col-reverse">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {id === undefined ? (
            <span className="font-name">{actor}</span>
          ) : (
            <button
              type="button"
              title={later.admin.audit.onlyWhat(actor)}
              onClick={() => onPerson({ id, name: actor, as: "actor" })}
              className="rounded font-name hover:underline"
            >
              {actor}
            </button>
          )}{" "}
          {auditWords(event)}
        </p>
        {details !== "" && <p className="text-small wrap-anywhere text-soft">{details}</p>}
      </div>
      <time dateTime={event.at} title={fullTime(event.at)} className="shrink-0 text-small text-soft">
        {momentWords(event.at)}
      </time>
    </li>
  );
}
