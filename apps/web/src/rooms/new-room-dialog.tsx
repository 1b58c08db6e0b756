import { useState } from "react";
import { flushSync } from "react-dom";
import { useClient } from "../client/use-client.ts";
import { navigate } from "../navigation/navigate.ts";
import { later } from "../strings/later.ts";
import { t } from "../strings/t.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useSubmit } from "../ui/problems/use-submit.ts";
import { TextField } from "../ui/text-field.tsx";

const kinds = ["public", "private"] as const;

/** Makes a room and opens it. */
export function NewRoomDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { myRooms } = useClient();
  const [type, setType] = useState<(typeof kinds)[number]>("public");
  const form = useSubmit(["name", "topic"], async (values) => {
    const room = await myRooms.create({
      name: values.text("name"),
      topic: values.text("topic"),
      type,
    });
    // What closes gives the focus back first, then the room takes it.
    flushSync(onClose);
    navigate({ page: "room", roomId: room.id });
  });
  return (
    <Dialog title={t.ui.newRoom} onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit} className="space-y-4">
        <TextField
          label={later.ui.name}
          name="name"
          defaultValue={name}
          autoComplete="off"
          data-first
          placeholder={later.rooms.new.namePlaceholder}
          error={form.errorOf("name")}
        />
        <TextField
          label={later.ui.topic}
          name="topic"
          autoComplete="off"
          hint={later.rooms.new.topicHint}
          error={form.errorOf("topic")}
        />
        <fieldset>
          <legend className="mb-1 text-mid font-name">{later.rooms.new.whoMayJoin}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {kinds.map((kind) => (
              <label
                key={kind}
                className="flex cursor-pointer gap-2.5 rounded-lg border border-line bg-raised p-3 has-checked:border-accent has-checked:bg-accent-soft"
              >
                <input
                  type="radio"
                  name="type"
                  checked={type === kind}
                  onChange={() => setType(kind)}
                  className="mt-1 accent-accent"
                />
                <span>
                  <span className="block font-name">{later.rooms.new[kind].label}</span>
                  <span className="block text-small text-soft">{later.rooms.new[kind].note}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <FormMessage problem={form.problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={form.busy} disabled={form.isHeld}>
            {later.rooms.new.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
