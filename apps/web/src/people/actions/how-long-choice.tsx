import { later } from "../../strings/later.ts";
import { type Length, lengths } from "./how-long.ts";

export function HowLongChoice({ length, onChange }: { length: Length; onChange: (length: Length) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-mid font-name">{later.people.howLong.label}</legend>
      <div className="grid grid-cols-4 gap-2 phone:grid-cols-2">
        {lengths.map((one) => (
          <label
            key={one.name}
            className="relative flex cursor-pointer items-center justify-center rounded-lg border border-line bg-raised px-2 py-1.5 text-mid has-checked:border-accent has-checked:bg-accent-soft has-checked:font-name has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent touch:min-h-11"
          >
            <input
              type="radio"
              name="length"
              checked={one.name === length.name}
              onChange={() => onChange(one)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-lg outline-none"
            />
            {later.people.howLong[one.name]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
