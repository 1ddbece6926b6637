// How a video came about, line by line: what anybody would want to know who has to answer for it. Pure.
import { creditsSeen, sentPictures } from "#app/videos/video-json.ts";
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
  const lines: [string, string | number | null | undefined][] = [
    ["Product", `${video.productTitle} (${video.productGid})`],
    ["Video", `${video.id}, version ${video.version}`],
    ["Recipe", video.recipe],
    ["Asked for", `${at(video.createdAt)}${video.requestedBy ? ` by user ${video.requestedBy}` : ""}`],
    ["Text sent", message?.text ?? video.prompt],
    ["Sent to NemoVideo", message?.sentAt && at(message.sentAt)],
    ["NemoVideo project", video.nemoSession?.nemoSessionId],
    ["NemoVideo task", video.nemoSession?.nemoTaskId],
    ["Render", render && (render.pollId ?? render.id)],
    ["File SHA-256", sha256],
    ...sentPictures.parse(video.pictures).map((picture, index): [string, string] => [`Picture ${index + 1}`, `${picture.filename}${picture.sha256 ? `, SHA-256 ${picture.sha256}` : ""}`]),
    ["Balance before", balance(video.creditsBefore)],
    ["Balance after", balance(video.creditsAfter)],
    ["Approved", video.approvedAt && `${at(video.approvedAt)} by ${personOf(video.approvedBy)}`],
    ["On the product since", video.publication?.doneAt && at(video.publication.doneAt)],
    ["File in Shopify", video.publication?.fileGid],
  ];
  return lines.flatMap(([name, value]) => (value === null || value === undefined ? [] : [{ name, value: String(value) }]));
}

const personOf = (by: string | null): string => (by === null ? "somebody in the shop" : /^\d+$/.test(by) ? `user ${by}` : by);
