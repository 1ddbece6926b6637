/** How much of something is done, as a line. Polaris's own brings 3 KiB of transitions to the page for it. */
export function ProgressLine({ label, percent }: { label: string; percent: number }) {
  const shown = Math.max(0, Math.min(100, Math.round(percent)));
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={shown} style={{ height: "0.5rem", borderRadius: "var(--p-border-radius-100)", overflow: "hidden", background: "var(--p-color-bg-fill-tertiary)" }}>
      <div style={{ height: "100%", width: `${shown}%`, background: "var(--p-color-bg-fill-info)" }} />
    </div>
  );
}
