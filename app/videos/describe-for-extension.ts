import type { ProductPageView } from "./videos-service.ts";
import { publishableAgain, type VideoStatus } from "./video-status.ts";
import type { VideoRowView } from "./video-view.ts";

/** What the admin extensions show of one video. */
export interface VideoBrief {
  id: string;
  status: VideoStatus;
  /** Of its page in the app. */
  path: string;
  pictureUrl: string | null;
  moving: boolean;
  /** It shows the product as it was. */
  outOfDate: boolean;
}

/** What the admin extensions show of one product. */
export interface ProductBrief {
  pictures: { count: number; shown: { url: string; alt: string | null }[] };
  recipe: string;
  expectedCredits: number;
  creditsAvailable: number | null;
  blockers: string[];
  notices: string[];
  current: VideoBrief | null;
  latest: VideoBrief | null;
}

const passedOver: VideoStatus[] = ["discarded", "canceled", "superseded"];
const SHOWN_PICTURES = 6;
/** Side of a small picture, twice what is drawn, in px. */
const SMALL_PX = 160;

/** A product's page cut down to what fits into a card or a small window of the admin. Pure. */
export function describeForExtension(page: ProductPageView): ProductBrief {
  const { plan, videos, current, credits } = page;
  const counting = videos.filter(({ status }) => !passedOver.includes(status));
  // What is on the product or on its way says more than what was taken off.
  const latest = counting.find(({ status }) => !publishableAgain.includes(status)) ?? counting[0] ?? null;
  return {
    pictures: { count: plan.pictures.length, shown: plan.pictures.slice(0, SHOWN_PICTURES).map(({ url, alt }) => ({ url: smallPicture(url), alt })) },
    recipe: plan.recipeTitle,
    expectedCredits: plan.expectedCredits,
    creditsAvailable: credits?.available ?? null,
    blockers: plan.blockers,
    notices: plan.notices,
    current: current && briefOf(current, page),
    latest: latest && briefOf(latest, page),
  };
}

/** Path of a video's page in the app. */
export const videoPath = (videoId: string): string => `/app/videos/${videoId}`;

function briefOf(video: VideoRowView, { product }: ProductPageView): VideoBrief {
  const onProduct = video.published && product.videos.find((media) => media.filename === video.published?.filename);
  const picture = onProduct?.previewUrl ?? video.pictures[0]?.url ?? null;
  return { id: video.id, status: video.status, path: videoPath(video.id), pictureUrl: picture && smallPicture(picture), moving: video.moving, outOfDate: video.warnings.some((warning) => warning.code === "video.out_of_date") };
}

/** Shopify's CDN fits pictures into `width` and `height`; an address that is none of its own stays usable with them. */
function smallPicture(url: string): string {
  const small = new URL(url);
  small.searchParams.set("width", String(SMALL_PX));
  small.searchParams.set("height", String(SMALL_PX));
  return small.href;
}
