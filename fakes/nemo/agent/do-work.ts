import { consumeReserved, releaseReserved } from "#fakes/nemo/accounts/credits.ts";
import { makeLongId } from "#fakes/nemo/store/make-ids.ts";
import type { FilmBrief, SessionRecord, WorkRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { buildDraft } from "./build-draft.ts";
import { ShuttingDown } from "#fakes/nemo/create-background.ts";

/** Credits of a message (protocol §9). */
export const CREDITS = { generate: 100, edit: 50 } as const;

export interface Work {
  messageId: string;
  kind: "generate" | "edit";
  brief: FilmBrief;
  makesNothing: boolean;
}

/**
 * The paid work behind a message. Charges when it begins, whoever leaves afterwards (protocol §10.4); resolves with the raw
 * clip (or the edit) in the state. Music, title and effects follow later by themselves.
 * @param signal ends it; the credits stay spent
 */
export async function doWork(world: World, session: SessionRecord, work: Work, signal: AbortSignal): Promise<void> {
  const { messageId, kind, brief } = work;
  world.ledger.add({
    kind: "charge", at: world.clock.now(), messageId, userId: session.userId, sessionId: session.sessionId, credits: CREDITS[kind],
  });
  const record: WorkRecord = { messageId, kind, brief, stage: "making" };
  if (!work.makesNothing) session.work.push(record);
  save(world, session);
  await makeClip(world, session, record, signal, work.makesNothing);
}

/** Takes up what the last run of the stand-in left half done. */
export function resumeWork(world: World): void {
  releaseForgotten(world);
  for (const session of world.store.sessions.values()) {
    for (const record of [...session.work]) {
      void world.background.run((signal) =>
        record.stage === "making" ? makeClip(world, session, record, signal, false) : finishClip(world, session, record, signal),
      );
    }
  }
}

/** Credits frozen for turns that ended with the last run of the stand-in, before their work began. */
function releaseForgotten(world: World): void {
  const working = new Set(world.store.sessions.values().flatMap((session) => session.work.map((record) => record.messageId)));
  for (const account of world.store.accounts.values()) {
    for (const messageId of Object.keys(account.reserved)) {
      if (!working.has(messageId)) releaseReserved(world, account.userId, messageId);
    }
  }
}

async function makeClip(world: World, session: SessionRecord, record: WorkRecord, signal: AbortSignal, makesNothing: boolean): Promise<void> {
  const { delays } = world.settings;
  try {
    await world.clock.sleep(record.kind === "generate" ? delays.generate : delays.edit, signal);
  } catch (error) {
    if (!(error instanceof ShuttingDown)) {
      consumeReserved(world, session.userId, record.messageId);
      dropWork(world, session, record);
    }
    throw error;
  }
  consumeReserved(world, session.userId, record.messageId);
  if (makesNothing) return;
  if (record.kind === "edit") {
    session.drafts.push(buildDraft(session, record.brief, "finished", world.settings));
    return dropWork(world, session, record);
  }
  session.drafts.push(buildDraft(session, record.brief, "raw-clip", world.settings));
  const id = makeLongId();
  session.generatedMedia.push({ id, type: "video", url: `${world.publicCdnOrigin}/generated/${id}.mp4`, duration: record.brief.durationMs / 1000 });
  record.stage = "post-production";
  save(world, session);
  void world.background.run((stop) => finishClip(world, session, record, stop));
}

async function finishClip(world: World, session: SessionRecord, record: WorkRecord, signal: AbortSignal): Promise<void> {
  await world.clock.sleep(world.settings.delays.postProduction, signal);
  session.drafts.push(buildDraft(session, record.brief, "finished", world.settings));
  dropWork(world, session, record);
}

function dropWork(world: World, session: SessionRecord, record: WorkRecord): void {
  session.work = session.work.filter((other) => other !== record);
  save(world, session);
}

function save(world: World, session: SessionRecord): void {
  world.store.sessions.put(session.sessionId, session);
}
