// What a recipe is: data and one prompt builder. A fifth recipe is one more file of this shape and a line in find-recipe.ts.
import type { ProductMaterial } from "#app/shopify/shopify-admin.ts";
import type { Sentence } from "#app/words/say.ts";

export type VideoFormat = "1:1" | "9:16" | "16:9" | "4:5";
/** What can go into a video. `offer`: the merchant's words about an offer and its link. */
export type Material = "pictures" | "footage" | "logo" | "offer";

export interface RecipeDefaults {
  format: VideoFormat;
  lengthSeconds: number;
  music: boolean;
  voiceOver: boolean;
  /** Words on the screen. */
  captions: boolean;
  showPrice: boolean;
}

/** A recipe's settings after the merchant's. The last three are words that the merchant typed. */
export interface PromptChoices extends RecipeDefaults {
  /** BCP 47: `en`, `zh-CN`. */
  language: string;
  /** Words that describe the brand's tone. */
  brandWords?: string | undefined;
  /** What is offered to whom (affiliate promo). */
  offer?: string | undefined;
  /** The words of the link that the viewer is sent to (affiliate promo). */
  linkWords?: string | undefined;
}

/** A picture that goes into a video, in listing order. */
export interface PlannedPicture {
  mediaGid: string;
  url: string;
  alt: string | null;
  width: number | null;
  height: number | null;
  /** What the picture shows, in plain English: "main view", "detail", "in use". A merchant reads it as `pictureRoleIn` has it. */
  role: string;
  /** `01-white-plimsolls.jpg`: the name under which NemoVideo gets it and the prompt speaks of it. */
  filename: string;
  /** NemoVideo fetches it from its address; the name is the one in the address. */
  byAddress?: boolean;
}

/** A clip of the merchant's own, or a logo, by the name under which NemoVideo gets it. */
export interface SentFile {
  filename: string;
  seconds?: number | undefined;
}

/** What all videos of a shop have in common. Empty texts and lists are not given. */
export interface BrandWishes {
  tagline: string;
  /** `#rrggbb`, at most two. */
  colours: string[];
  endCard: boolean;
  neverWords: string[];
}

export interface PromptInput {
  product: ProductMaterial;
  pictures: PlannedPicture[];
  choices: PromptChoices;
  footage?: SentFile[] | undefined;
  logo?: SentFile | undefined;
  brand?: BrandWishes | undefined;
}

/** How much of what there is. */
export interface MaterialCount {
  pictures: number;
  footage: number;
  /** All footage together; undefined when it is not known. */
  footageSeconds?: number | undefined;
}

export interface MaterialCheck {
  /** Sentences that stop a video. */
  blockers: Sentence[];
  /** Sentences that the merchant should know. */
  notices: Sentence[];
}

export interface Recipe {
  /** Also what shops store. */
  name: string;
  title: Sentence;
  /** Goes out as `X-Skill-Source`. */
  skillSource: string;
  takes: Material[];
  /** What it makes from what, in one sentence for the merchant. */
  about: Sentence;
  defaults: RecipeDefaults;
  /** Seconds that a merchant may choose between. */
  lengths: { min: number; max: number };
  minPictures: number;
  /** Fewer are possible, with a notice. */
  goodPictures: number;
  maxPictures: number;
  check(material: MaterialCount): MaterialCheck;
  /** The one message to NemoVideo: at most 8,000 characters, no control characters but newlines (protocol §7.1). Same input, same text. */
  buildPrompt(input: PromptInput): string;
}
