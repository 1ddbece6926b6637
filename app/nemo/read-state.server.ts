import { sliceJson } from "#app/lib/slice-json.ts";
import { fingerprintState } from "./fingerprint-state.server.ts";
import type { NemoAccount, NemoState } from "./nemo-client.ts";
import { pathSegment, type NemoConnection } from "./nemo-connection.ts";
import { nemoError } from "./nemo-errors.ts";
import { readDraft } from "./read-draft.ts";
import { repeatCall } from "./repeat-call.ts";
import { errorOf, requestNemo, type NemoCall } from "./request-nemo.server.ts";
import { mediaEntry, stateFields } from "./wire-schemas.ts";

/**
 * Protocol §8. Repeated as §13 allows. Throws ExpectedError: `nemo.session_not_found` for 1002 and 404, `nemo.malformed`
 * when there is no state to read.
 */
export async function readState(connection: NemoConnection, account: NemoAccount, o: { nemoSessionId: string; signal?: AbortSignal | undefined }): Promise<NemoState> {
  const path = `/api/state/nemo_agent/me/${pathSegment(o.nemoSessionId)}/latest`;
  const call: NemoCall = { name: "state", method: "GET", path, account, signal: o.signal, parse: JSON.parse };
  return await repeatCall(connection, { lost: connection.waits.readRetries, busyOnce: true }, o.signal, async () => {
    const answer = await requestNemo(connection, call);
    if (answer.class === "not_found") throw nemoError("nemo.session_not_found", `state answered ${answer.status}`);
    if (answer.class !== "ok") throw errorOf(connection, call, answer);
    return readStateText(answer.text);
  });
}

/** Reads the text of a state answer; the draft is taken out of it byte for byte. Throws ExpectedError `nemo.malformed`. */
export function readStateText(text: string): NemoState {
  const whole = JSON.parse(text) as Record<string, unknown>;
  const holder = isObject(whole["data"]) ? ["data"] : isObject(whole["state"]) ? [] : null;
  if (holder === null) throw nemoError("nemo.malformed", "state: no data");
  const data = holder.length ? (whole["data"] as Record<string, unknown>) : whole;
  const fields = stateFields.safeParse(data["state"] ?? {});
  if (!fields.success) throw nemoError("nemo.malformed", "state: data.state is not an object");

  const draft = readDraft(sliceJson(text, [...holder, "state", "draft"]));
  const canvas = fields.data.canvas_config;
  const videoInfos = fields.data.video_infos ?? [];
  const generatedMedia = fields.data.generated_media ?? [];
  return {
    draftJson: draft.json,
    ...(draft.problem ? { draftProblem: draft.problem } : {}),
    tracks: draft.tracks,
    durationMs: draft.durationMs,
    ready: draft.ready,
    canvas: canvas?.width && canvas.height ? { width: canvas.width, height: canvas.height, ratio: canvas.ratio ?? null } : draft.size && { ...draft.size, ratio: null },
    uploads: videoInfos.map(readUpload),
    generatedMediaCount: generatedMedia.length,
    fingerprint: fingerprintState({ draft: draft.value, generatedMedia, videoInfos }),
  };
}

function readUpload(entry: unknown): NemoState["uploads"][number] {
  if (typeof entry === "string") return { name: entry, url: entry, hash: null };
  const parsed = mediaEntry.safeParse(entry);
  if (!parsed.success) return { name: "", url: null, hash: null };
  const { filename, file_name, name, cdn_url, url, hash } = parsed.data;
  const address = cdn_url ?? url ?? null;
  return { name: filename ?? file_name ?? name ?? address ?? "", url: address, hash: hash ?? null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
