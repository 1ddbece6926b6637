import { translateGuiTalk } from "#app/nemo/translate-gui-talk.ts";
import { tellKept } from "#app/words/keep-sentence.ts";
import { say } from "#app/words/say.ts";
import { videoBadge } from "#app/videos/describe-video.ts";
import { EXPECTED_CREDITS, EXPECTED_EDIT_CREDITS } from "#app/videos/limits.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import { suggestAlt } from "#app/videos/listing-words.server.ts";
import { askedQuestion, creditsSeen, fileFacts, inspectionResult, sentPictures, videoChoices, type InspectionResult } from "#app/videos/video-json.ts";
import { mayBeOnProduct, type VideoStatus } from "#app/videos/video-status.ts";
import type { MerchantFileView } from "#app/videos/videos-service.ts";
import type { ConversationView, VersionView } from "./conversation-view.ts";
import { isBeingMade, meantVersion, newestVersion } from "./newest-version.ts";
import type { VersionRow } from "./read-versions.server.ts";
import { recordOfVideo } from "./record-of-video.ts";
import { addedByItself, suggestNext } from "./suggest-next.ts";

const LONGEST_REPLY = 2_000;

/** The conversation as the page of `video` shows it. `versions` oldest first, `video` among them. Pure but for `signFile`. */
export function buildConversation(o: { video: VersionRow; versions: VersionRow[]; files: MerchantFileView[]; ownFiles: string[]; signFile: (videoId: string) => string }): ConversationView {
  const { video, versions } = o;
  const newest = newestVersion(versions);
  const inspection = inspectionOf(video);
  const pictures = sentPictures.parse(video.pictures);
  const silent = whySilent(video, versions);
  return {
    versions: versions.map((one) => versionView(one, o.signFile)),
    newest: newest && { videoId: newest.id, version: newest.version },
    silent,
    credits: { change: EXPECTED_EDIT_CREDITS, anew: EXPECTED_CREDITS },
    suggestions: silent === null ? [...o.files.filter(({ kind }) => kind === "logo").map(({ filename }) => say("requests.suggest_logo", { name: filename })), ...suggestNext(inspectionOf(newest ?? video), pictures)] : [],
    extras: addedByItself(inspection, { choices: videoChoices.parse(video.choices), pictures, ownFiles: o.ownFiles }),
    takes: findRecipe(video.recipe).takes.filter((kind) => kind === "footage" || kind === "logo"),
    files: o.files,
    record: recordOfVideo(video),
  };
}

function whySilent(video: VersionRow, versions: VersionRow[]): string | null {
  const newest = newestVersion(versions);
  if (!newest) return say(isBeingMade(video) ? "requests.silent_until_ready" : "requests.silent_never_sent");
  const { version: n } = newest;
  if (isBeingMade(newest)) return newest.id === video.id ? say("requests.silent_until_this") : say("requests.silent_version_made", { n });
  if (meantVersion(versions, video)?.id !== newest.id) return say("requests.silent_newest", { n });
  return null;
}

const inspectionOf = (video: VersionRow): InspectionResult | null => inspectionResult.nullish().parse(video.inspection) ?? null;
const available = (seen: unknown): number | null => creditsSeen.nullish().parse(seen)?.available ?? null;

function versionView(video: VersionRow, signFile: (videoId: string) => string): VersionView {
  const message = video.messages.findLast((one) => one.sentAt && one.outcome !== "refused");
  const render = video.renders.findLast((one) => one.keptFile && one.facts);
  const facts = render ? fileFacts.parse(render.facts) : null;
  const inspection = inspectionOf(video);
  const status = video.status as VideoStatus;
  const [before, after] = [available(video.creditsBefore), available(video.creditsAfter)];
  return {
    videoId: video.id, version: video.version, badge: videoBadge(video), words: message?.text ?? video.prompt,
    sentAt: message?.sentAt?.toISOString() ?? null, underWay: isBeingMade(video),
    tookMs: message?.sentAt && message.endedAt ? Math.max(0, message.endedAt.getTime() - message.sentAt.getTime()) : null,
    reply: message?.reply ? translateGuiTalk(message.reply).slice(0, LONGEST_REPLY) || null : null,
    question: message?.question ? askedQuestion.parse(message.question) : null,
    problem: video.merchantText && ["attention", "failed", "canceled"].includes(status) ? tellKept(video.merchantText) : null,
    creditsTaken: before !== null && after !== null && before >= after ? before - after : null,
    timeline: inspection?.tracks ? { tracks: inspection.tracks, durationMs: inspection.durationMs } : null,
    changes: inspection?.changes?.map(tellKept) ?? [],
    player: facts && { url: signFile(video.id), width: facts.width, height: facts.height, durationMs: facts.durationMs, bytes: facts.bytes },
    suggestedAlt: suggestAlt(video),
    can: { approve: facts !== null && ["ready", "superseded", "withdrawn", "replaced", "removed"].includes(status) },
    onProduct: mayBeOnProduct(video),
  };
}
