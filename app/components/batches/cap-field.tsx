import { TextField } from "@shopify/polaris";
import { say } from "#app/words/say.ts";

/** A cap below one video would make none. */
const LEAST = 100;

export interface CapFieldProps {
  value: string;
  onChange(value: string): void;
  /** What was wrong with it the last time. */
  error: string | null;
}

/** Most credits that a batch may take; empty is none. */
export function CapField({ value, onChange, error }: CapFieldProps) {
  return (
    <div style={{ maxWidth: "20rem" }}>
      <TextField
        label={say("batches.cap")}
        type="number"
        inputMode="numeric"
        min={LEAST}
        step={1}
        value={value}
        onChange={onChange}
        autoComplete="off"
        suffix={say("batches.cap_unit")}
        helpText={say("batches.cap_help")}
        {...(error && { error })}
      />
    </div>
  );
}
