import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface Licences {
  packages: number;
  /** By licence in alphabetical order, the packages with their versions. */
  groups: { licence: string; names: string[] }[];
}

/** Packages whose package.json names none; read in their own licence file. */
const readByHand: Record<string, string> = { "require-like": "MIT" };

interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

/** Every package of the lockfile that a deployment installs, by the licence that it names itself. */
export function listLicences(root: string): Licences {
  const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Locked> };
  const groups = new Map<string, Set<string>>();
  let packages = 0;
  for (const [at, one] of Object.entries(lock.packages)) {
    if (!at.includes("node_modules/") || one.dev || one.optional || one.devOptional || one.link) continue;
    const name = at.split("node_modules/").at(-1) ?? at;
    const licence = one.license ?? readByHand[name] ?? licenceOf(path.join(root, at, "package.json"));
    packages++;
    groups.set(licence, (groups.get(licence) ?? new Set()).add(`${name} ${one.version}`));
  }
  return { packages, groups: [...groups].map(([licence, names]) => ({ licence, names: [...names].toSorted() })).toSorted((a, b) => (a.licence < b.licence ? -1 : 1)) };
}

function licenceOf(file: string): string {
  if (!existsSync(file)) return "not named";
  const { license, licenses } = JSON.parse(readFileSync(file, "utf8")) as { license?: string | { type: string }; licenses?: { type: string }[] };
  return (typeof license === "string" ? license : license?.type) ?? licenses?.map(({ type }) => type).join(" OR ") ?? "not named";
}

/** Licences that may not be in what is deployed: those that reach out to the code around them, and none at all. */
export const isForbidden = (licence: string): boolean => licence.split(/\s+OR\s+|[()]/).filter(Boolean).every((one) => /GPL|SSPL|BUSL|CC-BY-NC|EUPL|OSL|not named|UNLICENSED/i.test(one));
