import { z } from "zod";
import { sentence } from "#app/words/say.ts";
import { createVideoFile as createDocument, filesByName, fileStatus as statusDocument } from "./admin-documents.ts";
import type { AdminGraphql } from "./admin-graphql.server.ts";
import { userErrors } from "./create-staged-target.server.ts";
import { buildFileSearch, fileStem } from "./escape-search.ts";
import type { FileLook, FileStatus } from "./shopify-admin.ts";
import { publishError, refuseUserErrors } from "./shopify-errors.ts";

const status = z.enum(["UPLOADED", "PROCESSING", "READY", "FAILED"]);
const created = z.object({ fileCreate: z.object({ files: z.array(z.object({ __typename: z.string(), id: z.string(), fileStatus: status })).nullable(), userErrors }) });
const found = z.object({ files: z.object({ nodes: z.array(z.object({ __typename: z.string(), id: z.string(), fileStatus: status, filename: z.string().optional() })) }) });
const modeRefused = new Set(["INVALID_DUPLICATE_MODE_FOR_TYPE", "INVALID_DUPLICATE_RESOLUTION_MODE"]);
/** What a second call after a first one that worked may be told: the name is taken, or the staged target has been used (INVALID). */
const madeBefore = new Set(["FILENAME_ALREADY_EXISTS", "DUPLICATE_FILENAME_ERROR", "INVALID"]);

/**
 * Makes a file of an uploaded target. Never repeated after a lost answer. Shopify is asked to refuse a second file of the same name;
 * if it does, the first one is ours (the name is unique) and is taken. Whether it honours that for videos is not known (platform §2.1), so a refusal
 * of the mode itself, which made nothing, is followed by one call without it.
 */
export async function createVideoFile(graphql: AdminGraphql, o: { resourceUrl: string; filename: string; alt: string }): Promise<{ fileGid: string; fileStatus: FileStatus }> {
  const create = (mode: "RAISE_ERROR" | "APPEND_UUID") =>
    graphql({
      document: createDocument,
      variables: { files: [{ originalSource: o.resourceUrl, contentType: "VIDEO", filename: o.filename, alt: o.alt, duplicateResolutionMode: mode }] },
      result: created,
      repeat: "never",
    });
  let { fileCreate } = await create("RAISE_ERROR");
  if (fileCreate.userErrors.some(({ code }) => code && modeRefused.has(code))) ({ fileCreate } = await create("APPEND_UUID"));
  if (fileCreate.userErrors.some(({ code }) => code && madeBefore.has(code))) {
    const existing = await findVideoFile(graphql, o);
    if (existing) return existing;
  }
  refuseUserErrors("CreateVideoFile", fileCreate.userErrors);
  const file = fileCreate.files?.[0];
  if (!file) throw publishError({ code: "shopify.refused", message: "CreateVideoFile: no file and no reason", says: sentence("shopify.no_file"), retryable: false });
  return { fileGid: file.id, fileStatus: file.fileStatus };
}

/** The newest video with this name, or with a suffix that Shopify added to it. Fresh files may take half a minute to be found. */
export async function findVideoFile(graphql: AdminGraphql, o: { filename: string }): Promise<{ fileGid: string; fileStatus: FileStatus } | null> {
  const { files } = await graphql({ document: filesByName, variables: { query: buildFileSearch(o.filename) }, result: found, repeat: "safe" });
  const stem = fileStem(o.filename);
  const file = files.nodes.find(({ __typename, filename }) => __typename === "Video" && filename !== undefined && (fileStem(filename) === stem || fileStem(filename).startsWith(`${stem}_`)));
  return file ? { fileGid: file.id, fileStatus: file.fileStatus } : null;
}

/** Nodes as fileStatus documents ask for them. */
export const fileNodes = z.array(z.object({ __typename: z.string(), id: z.string(), fileStatus: status.optional(), fileErrors: z.array(z.object({ code: z.string() })).optional() }).nullable());

/** What was said of each node; null when the file is gone. */
export const toFileLooks = (nodes: z.infer<typeof fileNodes>): (FileLook | null)[] =>
  nodes.map((node) => (node?.fileStatus ? { fileStatus: node.fileStatus, errorCode: node.fileErrors?.[0]?.code ?? null } : null));

/** Where Shopify stands with files, in the order asked for; null where a file is gone. 2 points each. */
export async function getFileStatuses(graphql: AdminGraphql, o: { fileGids: string[] }): Promise<(FileLook | null)[]> {
  const { nodes } = await graphql({ document: statusDocument, variables: { ids: o.fileGids }, result: z.object({ nodes: fileNodes }), repeat: "safe" });
  return toFileLooks(nodes);
}
