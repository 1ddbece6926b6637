import type { z } from "zod";
import { nemoError } from "./nemo-errors.ts";

/**
 * The fields of an answer, from `data` or, when they are not there, from beside `code` (protocol §3.1 A1, A9).
 * Throws ExpectedError `nemo.malformed` naming the missing fields, never their values.
 */
export function readFields<S extends z.ZodType>(call: string, body: Record<string, unknown> | null, schema: S): z.output<S> {
  const inside = schema.safeParse(body?.["data"]);
  if (inside.success) return inside.data;
  const beside = schema.safeParse(body);
  if (beside.success) return beside.data;
  const fields = inside.error.issues.map((issue) => issue.path.join(".") || "data").join(", ");
  throw nemoError("nemo.malformed", `${call}: missing or of the wrong kind: ${fields.slice(0, 200)}`);
}
