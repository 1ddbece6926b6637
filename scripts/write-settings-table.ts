// npm run docs: writes the generated parts of docs/deploy.md (settings) and docs/licences.md. A test says when they are out of date.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describeSettings } from "#app/env.server.ts";
import { listLicences } from "./list-licences.ts";

const root = path.resolve(import.meta.dirname, "..");
const [BEGIN, END] = ["<!-- settings: written by npm run docs -->", "<!-- end of settings -->"];

/** The table of settings as Markdown. */
export function settingsTable(): string {
  const rows = describeSettings().map(({ name, needed, fallback, what }) => `| \`${name}\` | ${needed ? "**needed**" : fallback === null ? "" : `\`${fallback}\``} | ${what} |`);
  return ["| setting | default | what |", "|---|---|---|", ...rows].join("\n");
}

/** The text of docs/deploy.md with the table as it should be. */
export function withSettings(text: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/deploy.md needs the lines ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n${settingsTable()}\n${END}${after}`;
}

/** The whole of docs/licences.md. */
export function licencesPage(): string {
  const { groups, packages } = listLicences(root);
  const lines = groups.map(({ licence, names }) => `| ${licence} | ${names.length} | ${names.join(", ")} |`);
  return `# Licences of what is deployed\n\nThe ${packages} packages that \`npm ci --omit=dev --omit=optional\` installs, by the licence that each names; written by \`npm run docs\` from the lockfile.\nA test fails when one of them is copyleft or names none. What is only built or tested with, the embedded PostgreSQL (PostgreSQL licence) and node-av (its\nbinaries hold FFmpeg, LGPL, for the stand-ins alone) are not among them. mediabunny's MPL-2.0 asks for its own files' source, which it publishes, and for nothing of the\napp's. \`@shopify/polaris\` has Shopify's own licence: it is free for apps that work with Shopify.\n\n| licence | packages | which |\n|---|---|---|\n${lines.join("\n")}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const deploy = path.join(root, "docs/deploy.md");
  writeFileSync(deploy, withSettings(readFileSync(deploy, "utf8")));
  writeFileSync(path.join(root, "docs/licences.md"), licencesPage());
}
