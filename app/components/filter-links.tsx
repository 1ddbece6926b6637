import { Link } from "@remix-run/react";
import { say } from "#app/words/say.ts";

export interface FilterLink {
  key: string;
  text: string;
  /** Address with the filter; a query such as `?filter=ready`. */
  to: string;
  /** How many rows it has; null when that is not counted. */
  count: number | null;
}

export interface FilterLinksProps {
  label: string;
  links: FilterLink[];
  chosen: string;
}

/** Filters of a list as links, so that the address holds the choice and back works. Scrolls sideways where there is no room. */
export function FilterLinks({ label, links, chosen }: FilterLinksProps) {
  return (
    <nav aria-label={label} style={{ overflowX: "auto", borderBlockEnd: "var(--p-border-width-025) solid var(--p-color-border)" }}>
      <ul style={{ listStyle: "none", margin: 0, padding: "var(--p-space-200)", display: "flex", gap: "var(--p-space-100)", width: "max-content" }}>
        {links.map(({ key, text, to, count }) => {
          const current = key === chosen;
          return (
            <li key={key}>
              <Link
                to={to}
                preventScrollReset
                {...(current && { "aria-current": "true" as const })}
                style={{
                  display: "block", whiteSpace: "nowrap", padding: "var(--p-space-150) var(--p-space-300)", borderRadius: "var(--p-border-radius-200)", textDecoration: "none",
                  color: "var(--p-color-text)", fontWeight: current ? 650 : 450, background: current ? "var(--p-color-bg-fill-tertiary)" : "transparent",
                }}
              >
                {count === null ? text : say("common.counted", { text, n: count })}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
