/** Largest form, JSON or webhook that the app takes, in bytes. Files of merchants are streamed and have a limit of their own. */
export const BODY_LIMIT = 1024 * 1024;
/** So much is read and thrown away for the sake of the answer: a sender whose connection is cut while it sends never reads it. */
const DRAIN_LIMIT = 16 * 1024 * 1024;

/**
 * The whole body, counted while it comes in whatever its headers announce. Throws a Response: 413 for more than `limit` bytes, 400 for
 * a body that breaks off.
 */
export async function readBytes(request: Request, limit: number = BODY_LIMIT): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      bytes += piece.value.length;
      if (bytes > DRAIN_LIMIT) break;
      if (bytes <= limit) chunks.push(piece.value);
    }
  } catch {
    // the sender went away, or what lies on the line is no HTTP body: nobody is left to tell
    throw new Response(null, { status: 400 });
  }
  if (bytes > DRAIN_LIMIT) await reader?.cancel().catch(() => undefined);
  if (bytes > limit) throw tooLarge();
  return new Uint8Array(Buffer.concat(chunks));
}

/** The fields of a form by name, the last one of a name counts. Throws a Response: 413 as above, 400 for a body that is no form. */
export async function readForm(request: Request): Promise<Record<string, FormDataEntryValue>> {
  const bytes = await readBytes(request);
  const contentType = request.headers.get("content-type") ?? "";
  try {
    return Object.fromEntries(await new Response(bytes, { headers: { "content-type": contentType } }).formData());
  } catch {
    throw Response.json({}, { status: 400 });
  }
}

/** The body as JSON, or null when it is none. Throws a Response 413 as above. */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return null;
  }
}

const tooLarge = () => Response.json({}, { status: 413 });
