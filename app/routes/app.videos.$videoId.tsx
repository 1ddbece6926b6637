import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams, type ClientLoaderFunctionArgs } from "@remix-run/react";
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
import { withWords, type PageHandle } from "#app/words/load-words.ts";
import { say } from "#app/words/say.ts";

const LOOK_EVERY_MS = 2_000;

const wanted = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("approve"), place: z.union([z.literal("last"), z.literal("second"), z.string().regex(/^\d{1,3}$/)]), alt: z.string().trim().max(512), replace: z.enum(["yes", "no"]).default("yes"), version: z.uuid().optional() }),
  z.object({ intent: z.literal("discard") }),
  z.object({ intent: z.literal("cancel") }),
  z.object({ intent: z.literal("retry") }),
  z.object({ intent: z.literal("undo") }),
  z.object({ intent: z.literal("leave") }),
  z.object({ intent: z.literal("say"), text: z.string().max(20_000), as: z.enum(["auto", "message"]) }),
]);
type Wanted = z.infer<typeof wanted>;

const noSuchVideo = () => json({ says: say("video.none_in_shop") }, { status: 404 });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  const { videos, shops } = services();
  const video = await videos.getVideo({ shop: session.shop, videoId: params.videoId ?? "" });
  if (!video) throw noSuchVideo();
  const [{ defaults }, conversation] = await Promise.all([shops.readSettings({ shop: session.shop }), videos.conversation({ shop: session.shop, videoId: video.id })]);
  return { video, conversation, usualPlace: defaults.place, now: new Date().toISOString() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const parsed = wanted.safeParse(await readForm(request));
  if (!parsed.success) throw json({}, { status: 400 });
  try {
    if (parsed.data.intent === "say") return await sendWords(parsed.data, { shop: session.shop, videoId: params.videoId ?? "", person: sessionToken?.sub ?? null });
    await act(parsed.data, { shop: session.shop, videoId: params.videoId ?? "", person: sessionToken?.sub ?? null });
    // Another version than that of this page: its way to the product is seen on its own.
    if (parsed.data.intent === "approve" && parsed.data.version) return redirect(`/app/videos/${parsed.data.version}`);
    return json({ done: parsed.data.intent, problem: null, answer: null });
  } catch (error) {
    return json({ done: null, answer: null, problem: problemOf(error, { spends: true }) }, { status: 409 });
  }
}

/** Words that need no message are answered here and now; all others are one paid message, and the page of the version that it makes. */
async function sendWords(asked: Extract<Wanted, { intent: "say" }>, { person, ...which }: { shop: string; videoId: string; person: string | null }) {
  const { videos } = services();
  const answer = asked.as === "auto" ? await videos.answerWords({ ...which, text: asked.text }) : null;
  if (answer) return json({ done: null, problem: null, answer });
  const { videoId, already } = await videos.refineVideo({ ...which, text: asked.text, requestedBy: person });
  return redirect(`/app/videos/${videoId}${already ? "?already=1" : ""}`);
}

function act(asked: Exclude<Wanted, { intent: "say" }>, { person, ...which }: { shop: string; videoId: string; person: string | null }): Promise<void> {
  const { videos } = services();
  switch (asked.intent) {
    case "approve":
      return videos.approveVideo({ ...which, videoId: asked.version ?? which.videoId, approvedBy: person, place: asked.place, alt: asked.alt, replace: asked.replace === "yes" });
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

export const handle: PageHandle = { words: ["video", "refine", "product", "record"] };

export const clientLoader = ({ serverLoader }: ClientLoaderFunctionArgs) => withWords(handle, serverLoader<typeof loader>());

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? say("video.page_title", { title: data.video.productTitle }) : say("video.page_title_unknown") }];

const confirmations = { approve: "video.did_approve", discard: "video.did_discard", cancel: "video.did_cancel", retry: "video.did_retry", undo: "video.did_undo", leave: "video.did_leave" } as const;

export default function Video() {
  const data = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const fetcher = useFetcher<typeof action>();
  const submit = useSubmitOnce(fetcher);
  const busy = fetcher.state !== "idle";
  const { value: video, lost } = usePolledJson<VideoView>({
    url: `/app/videos/${data.video.id}/progress`, initial: data.video, everyMs: LOOK_EVERY_MS, moving: (seen) => seen.moving, paused: busy,
  });
  const talking = useFetcher<typeof action>();
  const speak = useSubmitOnce(talking);
  const { revalidate } = useRevalidator();
  // What was said and what can be said next change with the status; the looks in between are small.
  useEffect(() => {
    if (video.id === data.video.id && video.status !== data.video.status) revalidate();
  }, [video.id, video.status, data.video.id, data.video.status, revalidate]);
  const version = data.conversation?.versions.find((one) => one.videoId === video.id)?.version ?? 1;
  const done = fetcher.data?.done;
  useEffect(() => {
    if (done) showToast(say(confirmations[done]));
  }, [done, fetcher.data]);
  return (
    <Page
      title={video.productTitle}
      subtitle={version > 1 ? say("video.subtitle_version", { recipe: video.recipeTitle, n: version }) : video.recipeTitle}
      titleMetadata={<Badge {...(video.badge.tone && { tone: video.badge.tone })}>{video.badge.text}</Badge>}
      backAction={{ content: say("video.back_to_product"), url: productPath(video.productGid) }}
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
        talk={
          data.conversation && {
            conversation: data.conversation, busy: busy || talking.state !== "idle", problem: talking.data?.problem ?? null, answer: talking.data?.answer ?? null,
            onSay: ({ text, as }) => speak({ intent: "say", text, as }),
            onPublish: (chosen) => submit({ intent: "approve", place: data.usualPlace, alt: chosen.suggestedAlt, replace: "yes", version: chosen.videoId }),
            onFilesChanged: revalidate,
          }
        }
      />
    </Page>
  );
}
