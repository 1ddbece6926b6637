import { z } from "zod";
import type { ProductMediaRow } from "./shopify-admin.ts";

/** A medium as the documents ask for it; `filename` and `sources` only come with a Video. */
export const mediaNode = z.object({
  id: z.string(),
  alt: z.string().nullable(),
  status: z.enum(["UPLOADED", "PROCESSING", "READY", "FAILED"]),
  mediaContentType: z.enum(["IMAGE", "VIDEO", "EXTERNAL_VIDEO", "MODEL_3D"]),
  preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable(),
  filename: z.string().optional(),
  sources: z.array(z.object({ url: z.string(), mimeType: z.string(), width: z.number(), height: z.number() })).optional(),
});

/** The row of a medium. Of several sources the largest MP4 is taken; before READY there are none. */
export function toMediaRow(node: z.infer<typeof mediaNode>): ProductMediaRow {
  const playable = (node.sources ?? []).filter((source) => source.mimeType === "video/mp4").sort((a, b) => b.width * b.height - a.width * a.height);
  return {
    mediaGid: node.id,
    type: node.mediaContentType,
    status: node.status,
    alt: node.alt,
    filename: node.filename ?? null,
    previewUrl: node.preview?.image?.url ?? null,
    sourceUrl: playable[0]?.url ?? null,
  };
}
