import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { Badge, Page } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { problemOf } from "#app/components/describe-problem.ts";
import { showToast } from "#app/components/show-toast.ts";
import { usePolledJson } from "#app/components/use-polled-json.ts";
import { useSubmitOnce } from "#app/components/use-submit-once.ts";
import { VideoPageView } from "#app/components/video-page-view.tsx";
import { productPath } from "#app/lib/product-address.ts";
import { readForm } from "#app/lib/read-body.ts";
import { services } from "#app/services.server.ts";
import { authenticate } from "#app/shopify.server.ts";
import type { VideoView } from "#app/videos/video-view.ts";

const LOOK_EVERY_MS = 2_000;

const wanted = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("approve"), place: z.union([z.literal("last"), z.literal("second"), z.string().regex(/^\d{1,3}$/)]), alt: z.string().trim().max(512), replace: z.enum(["yes", "no"]).default("yes") }),
  z.object({ intent: z.literal("discard") }),
  z.object({ intent: z.literal("cancel") }),
  z.object({ intent: z.literal("retry") }),
  z.object({ intent: z.literal("undo") }),
  z.object({ intent: z.literal("leave") }),
]);
type Wanted = z.infer<typeof wanted>;

const noSuchVideo = () => json({ says: "There is no such video in your shop." }, { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { videos, shops } = services();
  const video = await videos.getVideo({ shop: session.shop, videoId: params.videoId ?? "" });
  if (!video) throw noSuchVideo();
  const { defaults } = await shops.readSettings({ shop: session.shop });
  return { video, usualPlace: defaults.place, now: new Date().toISOString() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const parsed = wanted.safeParse(await readForm(request));
  if (!parsed.success) throw json({}, { status: 400 });
  try {
    await act(parsed.data, { shop: session.shop, videoId: params.videoId ?? "", person: sessionToken?.sub ?? null });
    return json({ done: parsed.data.intent, problem: null });
  } catch (error) {
    return json({ done: null, problem: problemOf(error, { spends: true }) }, { status: 409 });
  }
}

function act(asked: Wanted, { person, ...which }: { shop: string; videoId: string; person: string | null }): Promise<void> {
  const { videos } = services();
  switch (asked.intent) {
    case "approve":
      return videos.approveVideo({ ...which, approvedBy: person, place: asked.place, alt: asked.alt, replace: asked.replace === "yes" });
    case "discard":
      return videos.discardVideo(which);
    case "cancel":
      return videos.cancelVideo(which);
    case "retry":
      return videos.retryVideo(which);
    case "undo":
      return videos.undoVideo({ ...which, undoneBy: person });
    case "leave":
      return videos.leaveUndo(which);
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Video of ${data?.video.productTitle ?? "a product"} · Shelfreel` }];

const confirmations = { approve: "Approved. The video is on its way to the product.", discard: "Video discarded", cancel: "Video canceled", retry: "Trying again", undo: "The video is being taken off the product", leave: "Left as it is" };

export default function Video() {
  const data = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const submit = useSubmitOnce(fetcher);
  const busy = fetcher.state !== "idle";
  const { value: video, lost } = usePolledJson<VideoView>({
    url: `/app/videos/${data.video.id}/progress`, initial: data.video, everyMs: LOOK_EVERY_MS, moving: (seen) => seen.moving, paused: busy,
  });
  const done = fetcher.data?.done;
  useEffect(() => {
    if (done) showToast(confirmations[done]);
  }, [done, fetcher.data]);
  return (
    <Page
      title={video.productTitle}
      subtitle={video.recipeTitle}
      titleMetadata={<Badge {...(video.badge.tone && { tone: video.badge.tone })}>{video.badge.text}</Badge>}
      backAction={{ content: "Product", url: productPath(video.productGid) }}
    >
      <VideoPageView
        key={video.id}
        video={video}
        now={data.now}
        usualPlace={data.usualPlace}
        lost={lost}
        already={searchParams.has("already")}
        busy={busy ? String(fetcher.formData?.get("intent") ?? "") : null}
        problem={fetcher.data?.problem ?? null}
        onAct={submit}
      />
    </Page>
  );
}
