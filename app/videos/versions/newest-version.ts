// Which of the versions in one project NemoVideo's timeline stands at. Pure.
import type { Message, Video } from "@prisma/client";

/** Code of a version whose message was answered and changed nothing: the timeline is still that of the version before. */
export const NOTHING_CHANGED = "nemo.nothing_changed";

export type Version = Pick<Video, "id" | "version" | "status" | "step" | "errorCode" | "refinesId"> & { messages: Pick<Message, "sentAt" | "outcome">[] };

/** Whether the message of a version has left, as far as we know. */
export const wasSent = (video: Pick<Version, "messages">): boolean => video.messages.some((message) => message.sentAt && message.outcome !== "refused");

/** Whether a version is still on its way to NemoVideo or there. */
export const isBeingMade = (video: Pick<Version, "status">): boolean => video.status === "queued" || video.status === "making";

/** Whether the timeline at NemoVideo may be this version's: those that never left and those that changed nothing do not count. */
const counts = (video: Version): boolean => isBeingMade(video) || (wasSent(video) && video.errorCode !== NOTHING_CHANGED);

/** The version that a next one goes on from; null while nothing was ever sent in this project. `versions` oldest first. */
export const newestVersion = <V extends Version>(versions: V[]): V | null => versions.findLast(counts) ?? null;

/** The version whose timeline is meant when a merchant speaks on the page of `video`: its own, or the one before when it has none. */
export function meantVersion<V extends Version>(versions: V[], video: V): V | null {
  const upTo = versions.slice(0, versions.findIndex((one) => one.id === video.id) + 1);
  return newestVersion(upTo);
}
