import { z } from "zod";

// Names as on the wire. Extra fields are ignored, optional fields of a wrong type count as missing (protocol §3.2 step 5).

const id = z.union([z.string(), z.number().int().transform(String)]);
const optionalText = z.string().nullish().catch(null);
const list = z.array(z.unknown()).nullish().catch(null);

/** A number, perhaps written as a string (protocol §9); null for anything else. */
export const wireNumber = z
  .union([z.number(), z.string().trim().min(1).max(40).transform(Number)])
  .nullish()
  .transform((value) => (typeof value === "number" && Number.isFinite(value) ? value : null))
  .catch(null);

/** Protocol §4.1. */
export const tokenData = z.looseObject({ token: z.string(), user_id: id.nullish().catch(null), credits: wireNumber });

/** Protocol §5. */
export const sessionData = z.looseObject({ session_id: id, task_id: id.nullish().catch(null), user_id: id.nullish().catch(null) });

/** Protocol §8.1. `draft` is taken from the raw text instead. */
export const stateFields = z.looseObject({
  video_infos: list,
  generated_media: list,
  canvas_config: z.looseObject({ width: wireNumber, height: wireNumber, ratio: optionalText }).nullish().catch(null),
});

/** One entry of `video_infos` or of the upload answer (protocol §6.2). */
export const mediaEntry = z.looseObject({
  filename: optionalText,
  file_name: optionalText,
  name: optionalText,
  cdn_url: optionalText,
  url: optionalText,
  hash: optionalText,
});

/** Protocol §9. */
export const creditsData = z.looseObject({ available: wireNumber, frozen: wireNumber, total: wireNumber, total_granted: wireNumber });

const renderFields = {
  id: id.nullish().catch(null),
  taskId: id.nullish().catch(null),
  task_id: id.nullish().catch(null),
  render_id: id.nullish().catch(null),
  renderId: id.nullish().catch(null),
  status: optionalText,
  progress: wireNumber,
  output: z.looseObject({ url: optionalText }).nullish().catch(null),
  outputUrl: optionalText,
  output_url: optionalText,
  url: optionalText,
};

/** Protocol §10: the fields of a render, at the top level or under `data`. */
export const renderAnswer = z.looseObject({ ...renderFields, data: z.looseObject(renderFields).nullish().catch(null) });
export type RenderAnswer = z.infer<typeof renderAnswer>;

/** Protocol §12. */
export const claimData = z.looseObject({ claim_token: z.string() });
