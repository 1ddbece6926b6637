import { Icon, Spinner } from "@shopify/polaris";
import { AlertCircleIcon, CheckCircleIcon } from "@shopify/polaris-icons";

export interface StepMarkProps {
  kind: "done" | "stopped" | "busy" | "waiting" | "open";
  /** What the mark means, for people who cannot see it. */
  label: string;
}

/** The sign before a step: a tick, a warning, a spinner, or a ring for what is still to come. */
export function StepMark({ kind, label }: StepMarkProps) {
  if (kind === "done") return <Icon source={CheckCircleIcon} tone="success" accessibilityLabel={label} />;
  if (kind === "stopped") return <Icon source={AlertCircleIcon} tone="critical" accessibilityLabel={label} />;
  if (kind === "busy") return <Spinner size="small" accessibilityLabel={label} />;
  const color = kind === "waiting" ? "var(--p-color-icon)" : "var(--p-color-border)";
  return <span role="img" aria-label={label} style={{ display: "block", width: "1rem", height: "1rem", margin: "0.125rem", border: `0.125rem solid ${color}`, borderRadius: "50%" }} />;
}
