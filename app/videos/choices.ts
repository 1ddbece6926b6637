import { z } from "zod";

/** The formats that a merchant may choose between, as NemoVideo is told them. */
export const videoFormats = ["1:1", "9:16", "16:9", "4:5"] as const;

/** Far more than a recipe takes; only absurd lists are refused here. */
const MOST_PICTURES = 50;

/** A BCP 47 tag in its canonical form; anything else is refused. */
const languageTag = z.string().max(35).transform((tag, context) => {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    if (canonical) return canonical;
  } catch {
    // falls through to the one refusal
  }
  context.addIssue({ code: "custom", message: "not a language tag" });
  return z.NEVER;
});

/** Words that a merchant types; empty ones count as not given. */
const words = (cap: number) => z.string().max(cap).transform((text) => text.trim() || undefined);

/**
 * What a merchant chose instead of the recipe's defaults. Everything may be missing. Lengths in seconds; a length outside of the
 * recipe's range is moved to its edge later, so only absurd ones are refused here.
 */
export const chosenOptions = z.object({
  format: z.enum(videoFormats).optional(),
  lengthSeconds: z.number().int().min(1).max(600).optional(),
  language: languageTag.optional(),
  music: z.boolean().optional(),
  voiceOver: z.boolean().optional(),
  captions: z.boolean().optional(),
  showPrice: z.boolean().optional(),
  brandWords: words(200).optional(),
  offer: words(400).optional(),
  linkWords: words(80).optional(),
  /** The pictures to use, in the order of the video; those of the product that are not named stay out. */
  pictures: z.array(z.string().regex(/^gid:\/\/shopify\/MediaImage\/\d{1,20}$/)).min(1).max(MOST_PICTURES).optional(),
});
export type ChosenOptions = z.infer<typeof chosenOptions>;

/** Choices as they come in a form or an address, JSON. Null when they are not choices. */
export function readChosenOptions(text: string | null): ChosenOptions | null {
  if (!text) return {};
  try {
    return chosenOptions.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
