import { UserPlus } from "lucide-react";
import { useId, useState } from "react";
import { useClient } from "../app/use-client.ts";
import { Button } from "../ui/button.tsx";
import { FormMessage } from "../ui/form-message.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useSubmit } from "../ui/use-submit.ts";
import { useUserSearch } from "./use-user-search.ts";

/** Adds someone by their username; known names are offered while one types. */
export function AddPerson({ roomId, onAdded }: { roomId: number; onAdded: () => void }) {
  const { rooms } = useClient();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const listId = useId();
  const found = useUserSearch(name);
  const form = useSubmit(["username"], async () => {
    await rooms.addMember(roomId, { username: name.trim() });
    setName("");
    setOpen(false);
    onAdded();
  });
  if (!isOpen) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex h-9 w-full items-center gap-2.5 rounded-lg px-2 text-soft hover:bg-hover hover:text-ink touch:h-11"
      >
        <span className="grid size-6 place-items-center">
          <UserPlus size={16} aria-hidden />
        </span>
        Add someone
      </button>
    );
  }
  return (
    <form noValidate onSubmit={form.onSubmit} className="mb-2 space-y-2 rounded-xl border border-line p-2.5">
      <TextField
        label="Username"
        name="username"
        list={listId}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={form.errorOf("username")}
      />
      <datalist id={listId}>
        {found.map((user) => (
          <option key={user.id} value={user.username}>
            {user.username}
          </option>
        ))}
      </datalist>
      <FormMessage text={form.message} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={form.busy} disabled={name.trim() === ""}>
          Add
        </Button>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
      </div>
    </form>
  );
}
