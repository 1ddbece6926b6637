// How a video came about, line by line: what anybody would want to know who has to answer for it. Pure.
import { creditsSeen, sentPictures } from "#app/videos/video-json.ts";
import { APPROVED_BY_SETTING } from "#app/videos/video-status.ts";
import { say, type WordId } from "#app/words/say.ts";
import type { RecordLine } from "./conversation-view.ts";
import type { VersionRow } from "./read-versions.server.ts";

/** `YYYY-MM-DD HH:MM:SS UTC`. */
const at = (time: Date): string => `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** Ids, hashes, times, credits and people of one version; what is not known is left out. Holds no token and no address with a signature. */
export function recordOfVideo(video: VersionRow): RecordLine[] {
  const message = video.messages.findLast((one) => one.sentAt);
  const render = video.renders.findLast((one) => one.keptFile) ?? video.renders.at(-1);
  const balance = (seen: unknown) => creditsSeen.nullish().parse(seen)?.available ?? null;
  const sha256 = (render?.facts as { sha256?: string } | null)?.sha256;
  const line = (id: WordId, value: string | number | null | undefined, n = 0): RecordLine[] => (value === null || value === undefined ? [] : [{ name: say(id, { n }), value: String(value) }]);
  return [
    ...line("record.product", say("record.product_value", { title: video.productTitle, id: video.productGid })),
    ...line("record.video", say("record.video_value", { id: video.id, n: video.version })),
    ...line("record.recipe", video.recipe),
    ...line("record.asked_for", video.requestedBy ? say("record.asked_by", { time: at(video.createdAt), user: video.requestedBy }) : at(video.createdAt)),
    ...line("record.text_sent", message?.text ?? video.prompt),
    ...line("record.sent", message?.sentAt && at(message.sentAt)),
    ...line("record.project", video.nemoSession?.nemoSessionId),
    ...line("record.task", video.nemoSession?.nemoTaskId),
    ...line("record.render", render && (render.pollId ?? render.id)),
    ...line("record.sha256", sha256),
    ...sentPictures.parse(video.pictures).flatMap(({ filename: name, sha256: hash }, index) => line("record.picture", hash ? say("record.picture_value", { name, hash }) : name, index + 1)),
    ...line("record.balance_before", balance(video.creditsBefore)),
    ...line("record.balance_after", balance(video.creditsAfter)),
    ...line("record.approved", video.approvedAt && say("record.approved_by", { time: at(video.approvedAt), who: personOf(video.approvedBy) })),
    ...line("record.on_product", video.publication?.doneAt && at(video.publication.doneAt)),
    ...line("record.file", video.publication?.fileGid),
  ];
}

function personOf(by: string | null): string {
  if (by === null) return say("record.somebody");
  if (by === APPROVED_BY_SETTING) return say("record.shop_setting");
  return /^\d+$/.test(by) ? say("record.user", { id: by }) : by;
}
