import { fine, type Reply } from "#fakes/nemo/http/reply.ts";
import { RawJson } from "#fakes/nemo/store/raw-json.ts";
import type { SessionRecord, TokenRecord, UploadRecord } from "#fakes/nemo/store/records.ts";
import type { StateFault } from "#fakes/nemo/scenarios/scenario.ts";
import type { World } from "#fakes/nemo/world.ts";
import { findSession } from "./find-session.ts";

/** GET /api/state/nemo_agent/me/<sid>/latest (protocol §8). The draft goes out as the very text that a render must bring back. */
export function readState(world: World, sessionId: string, token: TokenRecord, fault: StateFault = {}): Reply {
  const session = findSession(world, token.userId, sessionId);
  redraft(session, fault);
  const latest = session.drafts.at(-1);
  return fine({
    session_id: session.sessionId,
    task_id: session.taskId,
    task_name: session.taskName,
    state: {
      draft: latest ? new RawJson(latest.text) : null,
      video_infos: session.uploads.filter((upload) => upload.applied).map(describeUpload),
      canvas_config: canvasOf(session),
      generated_media: session.generatedMedia,
      video_analyses: {},
    },
  });
}

/** One entry of `video_infos`, and of the upload's answer. */
export function describeUpload(upload: UploadRecord): Record<string, unknown> {
  return {
    filename: upload.filename, file_type: upload.fileType, cdn_url: upload.cdnUrl, width: upload.width, height: upload.height,
    duration: upload.duration, fps: upload.fps, hash: upload.sha256,
  };
}

function canvasOf(session: SessionRecord): { width: number; height: number; ratio: string } | null {
  const film = session.drafts.at(-1)?.film;
  return film ? { width: film.width, height: film.height, ratio: film.ratio } : null;
}

/** Puts another draft on top of the one that is there, so that a render may come back with it. */
function redraft(session: SessionRecord, fault: StateFault): void {
  const latest = session.drafts.at(-1);
  if (!latest) return;
  if (fault.draft !== undefined && latest.text !== fault.draft) session.drafts.push({ ...latest, text: fault.draft });
  if (fault.keepsChanging) session.drafts.push({ ...latest, text: latest.text.replace(/^\{("looked":\d+,)?/, `{"looked":${session.drafts.length},`) });
}
