import { TextField } from "@shopify/polaris";

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
        label="Cap in credits"
        type="number"
        inputMode="numeric"
        min={LEAST}
        step={1}
        value={value}
        onChange={onChange}
        autoComplete="off"
        suffix="credits"
        helpText="The batch pauses before it goes over this. Leave it empty for no cap."
        {...(error && { error })}
      />
    </div>
  );
}
