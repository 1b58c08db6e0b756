import { useState } from "react";
import { flushSync } from "react-dom";
import { useClient } from "../client/use-client.ts";
import { navigate } from "../navigation/navigate.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormMessage } from "../ui/problems/form-message.tsx";
import { useSubmit } from "../ui/problems/use-submit.ts";
import { TextField } from "../ui/text-field.tsx";

const kinds = [
  { type: "public", label: "Public", note: "Everyone here can find it and join" },
  { type: "private", label: "Private", note: "Only those who are added can see it" },
] as const;

/** Makes a room and opens it. */
export function NewRoomDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { myRooms } = useClient();
  const [type, setType] = useState<(typeof kinds)[number]["type"]>("public");
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
    <Dialog title="New room" onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit} className="space-y-4">
        <TextField
          label="Name"
          name="name"
          defaultValue={name}
          autoComplete="off"
          data-first
          placeholder="release-3.2"
          error={form.errorOf("name")}
        />
        <TextField
          label="Topic"
          name="topic"
          autoComplete="off"
          hint="What it is for, in a few words. It may stay empty."
          error={form.errorOf("topic")}
        />
        <fieldset>
          <legend className="mb-1 text-mid font-name">Who may join</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            {kinds.map((kind) => (
              <label
                key={kind.type}
                className="flex cursor-pointer gap-2.5 rounded-lg border border-line bg-raised p-3 has-checked:border-accent has-checked:bg-accent-soft"
              >
                <input
                  type="radio"
                  name="type"
                  checked={type === kind.type}
                  onChange={() => setType(kind.type)}
                  className="mt-1 accent-accent"
                />
                <span>
                  <span className="block font-name">{kind.label}</span>
                  <span className="block text-small text-soft">{kind.note}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <FormMessage problem={form.problem} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy} disabled={form.isHeld}>
            Create room
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
