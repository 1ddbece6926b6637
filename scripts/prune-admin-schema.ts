// Writes the part of Shopify's Admin API schema that the app and the stand-in use, out of the introspection that Shopify
// publishes in the npm package @shopify/dev-mcp (platform §1.1). Run: npm run schema:prune
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema } from "graphql";
import { pruneSchema } from "./prune-schema.ts";

const PACKAGE = "@shopify/dev-mcp@1.16.0";
const VERSION = "2026-10";
const root = path.join(import.meta.dirname, "..");
const output = path.join(root, `fakes/shopify/admin-${VERSION}.pruned.graphql`);

/** Downloads the package into a temporary folder and reads the introspection of one API version. */
function fetchIntrospection(): GraphQLSchema {
  const folder = mkdtempSync(path.join(tmpdir(), "shelfreel-schema-"));
  try {
    const npm = { cwd: folder, encoding: "utf8", shell: process.platform === "win32" } as const;
    const archive = execFileSync("npm", ["pack", "--silent", PACKAGE], npm).trim().split("\n").at(-1);
    const member = `package/dist/data/admin_${VERSION}.json.gz`;
    execFileSync("tar", ["xzf", String(archive), member], { cwd: folder });
    const text = gunzipSync(readFileSync(path.join(folder, member))).toString("utf8");
    return buildClientSchema(JSON.parse(text).data);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The documents of the modules that export GraphQL documents as strings. */
async function readAppDocuments(): Promise<string[]> {
  const modules: Record<string, unknown>[] = await Promise.all(["admin-documents", "metafield-documents", "selection-documents"].map((name) => import(new URL(`../app/shopify/${name}.ts`, import.meta.url).href)));
  return modules.flatMap((documents) => Object.values(documents)).filter((value): value is string => typeof value === "string");
}

const standIn = readFileSync(path.join(root, "fakes/shopify/admin-api/stand-in-documents.graphql"), "utf8");
const sdl = pruneSchema(fetchIntrospection(), [standIn, ...(await readAppDocuments())]);
writeFileSync(output, `# Part of Shopify's Admin API ${VERSION}, pruned from ${PACKAGE} by scripts/prune-admin-schema.ts. Do not edit.\n\n${sdl}\n`);
console.log(`${path.relative(root, output)}: ${(sdl.match(/^(type|interface|union|enum|input|scalar) /gm) ?? []).length} types, ${sdl.length} characters`);
