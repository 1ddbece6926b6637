import { ExpectedError } from "#app/lib/expected-error.ts";
import { joinSentences } from "#app/words/join-sentences.ts";
import { keepSentence } from "#app/words/keep-sentence.ts";
import { sentence } from "#app/words/say.ts";
import { summariseTimeline } from "#app/nemo/summarise-draft.ts";
import type { NemoState } from "#app/nemo/nemo-client.ts";
import { translateGuiTalk } from "#app/nemo/translate-gui-talk.ts";
import { videoWarnings, type VideoChoices, type VideoWarning } from "#app/videos/video-json.ts";
import { eraseMerchantFiles } from "#app/videos/merchant-files.server.ts";
import { findRecipe } from "#app/videos/recipes/find-recipe.ts";
import { shopSettings, videoLanguage } from "#app/shops/shop-settings.ts";
import { askedInProject } from "./asked-in-project.server.ts";
import { checkSoundAndWords } from "./check-sound-and-words.ts";
import { changesSince, keepTracks } from "./changes-since.server.ts";
import { availableNow, nothingChanged } from "./nothing-changed.server.ts";
import { merchantFilesOf } from "./send-merchant-files.server.ts";
import { requireNemoSession, type Step } from "./step-context.ts";

/** Whether the draft can be rendered, and whether it is what was asked for (protocol §8.2, §8.4). */
export const inspectDraft: Step = async (context) => {
  const { video, deps, nemo, callNemo, signal } = context;
  const { nemoSessionId } = requireNemoSession(video);
  const state = await callNemo((account) => nemo.readState(account, { nemoSessionId, signal }));
  if (state.draftProblem) throw draftRefused(state.draftProblem);
  if (!state.ready) {
    const reply = translateGuiTalk(video.messages.at(-1)?.reply ?? "").slice(0, 400);
    throw new ExpectedError({
      code: "nemo.nothing_made", message: "the draft has no video track with length", charged: "maybe", retryable: false,
      merchantMessage: joinSentences(sentence("steps.nothing_made"), reply !== "" && sentence("steps.it_said", { reply }), sentence("steps.change_prompt")),
    });
  }
  // Replied, and still the older timeline (protocol §7.7: the state is compared whatever was said).
  if (video.refinesId && state.fingerprint === video.messages.at(-1)?.baselineFingerprint) return nothingChanged(video, await availableNow(context));
  const { choices, prompt } = await askedInProject(context);
  const own = await merchantFilesOf({ deps, video });
  const { brand } = shopSettings(video.shopRow);
  const words = checkSoundAndWords(state, { choices, prompt, productTitle: video.productTitle, shopLanguage: videoLanguage(video.shopRow), neverWords: brand.neverWords });
  const warnings = [...videoWarnings.parse(video.warnings), ...differences(state, video.refinesId ? { ...choices, lengthSeconds: null } : choices, own.some((file) => file.kind === "footage") && findRecipe(video.recipe).minPictures === 0), ...words];
  // The video is made: the merchant's own files have done their work.
  await eraseMerchantFiles(deps.db, deps.keptFiles, own);
  const tracks = keepTracks(state.tracks);
  const inspection = {
    timeline: summariseTimeline(state), durationMs: state.durationMs, canvas: state.canvas && { width: state.canvas.width, height: state.canvas.height },
    tracks, ...(video.refinesId && { changes: await changesSince(context, { tracks, durationMs: state.durationMs }) }),
  };
  return { move: "next", note: inspection.timeline, data: { warnings: warnings.map((w) => ({ ...w })), inspection } };
};

const draftSentences = { unsupported_format: "steps.draft_unsupported", too_large: "steps.draft_too_large", too_deep: "steps.draft_too_deep" } as const;

const draftRefused = (problem: NonNullable<NemoState["draftProblem"]>): ExpectedError =>
  new ExpectedError({
    code: `nemo.draft_${problem}`, message: `the draft cannot be exported: ${problem}`, charged: "yes", retryable: false,
    merchantMessage: sentence(draftSentences[problem]),
  });

/** `lengthSeconds` null: a merchant's words since may have asked for any. `fromFootage`: cut footage is as long as there is something to see in it, so only a film that is too long is a difference. */
function differences(state: NemoState, asked: Omit<VideoChoices, "lengthSeconds"> & { lengthSeconds: number | null }, fromFootage: boolean): VideoWarning[] {
  const found: VideoWarning[] = [];
  const [w = 1, h = 1] = asked.format.split(":").map(Number);
  if (state.canvas && Math.abs(state.canvas.width / state.canvas.height - w / h) > 0.01) {
    found.push({ code: "draft.ratio", text: keepSentence(sentence("steps.draft_ratio", { format: asked.format, width: state.canvas.width, height: state.canvas.height })) });
  }
  if (asked.lengthSeconds === null) return found;
  const askedMs = asked.lengthSeconds * 1000;
  if ((!fromFootage && state.durationMs < askedMs * 0.5) || state.durationMs > askedMs * 1.5) {
    found.push({ code: "draft.length", text: keepSentence(sentence("steps.draft_length", { n: asked.lengthSeconds, made: Math.round(state.durationMs / 1000) })) });
  }
  return found;
}
