import { createHash } from "node:crypto";
import { missingAttribution } from "#fakes/nemo/accounts/authenticate.ts";
import { jsonObjectWith, unprocessable } from "#fakes/nemo/http/check-json.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { json, refuse, Refusal, type Reply } from "#fakes/nemo/http/reply.ts";
import { findSession } from "#fakes/nemo/sessions/find-session.ts";
import { sliceJsonMember } from "#fakes/nemo/store/slice-json-member.ts";
import type { DraftRecord, RenderRecord, SessionRecord, TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { describeSubmitted, refuseRender } from "./describe-render.ts";
import { startRender } from "./run-render.ts";

const LONGEST_ID = 128;

/** POST /api/render/proxy/lambda (protocol §10.1). Export is free; the draft must be one that this session handed out, byte for byte. */
export function submitRender(world: World, exchange: Exchange, token: TokenRecord): Reply {
  const missing = missingAttribution(exchange);
  if (missing.length) throw refuse(402, `Export is not available: ${missing.join(", ")} required`);
  if (token.clientId !== null && !world.settings.anonymousMayRender) throw refuse(403);
  const body = jsonObjectWith(exchange, ["id", "sessionId"]);
  if (body.id.length > LONGEST_ID) throw unprocessable([{ type: "string_too_long", loc: ["body", "id"], msg: `String should have at most ${LONGEST_ID} characters`, input: body.id, ctx: { max_length: LONGEST_ID } }]);
  const session = findSession(world, token.userId, body.sessionId);
  const draft = matchDraft(world, session, sliceJsonMember(exchange.body, "draft"));
  if (world.store.renders.get(body.id)) return refuseRender(world, 409, "Render id already exists");

  const fault = exchange.fault?.render ?? {};
  const render: RenderRecord = {
    id: body.id, userId: token.userId, sessionId: session.sessionId, status: "pending", progress: 5, film: draft.film,
    lastsMs: fault.lastsMs ?? world.settings.delays.render, willFail: fault.fail ?? null, error: null,
    createdAt: world.clock.now(), completedAt: null, bytes: 0,
  };
  world.store.renders.put(render.id, render);
  world.ledger.add({
    kind: "render", at: render.createdAt, renderId: render.id, userId: token.userId, sessionId: session.sessionId,
    stage: draft.stage, draftSha256: createHash("sha256").update(draft.text).digest("hex"),
  });
  startRender(world, render);
  return describeSubmitted(world, render);
}

function matchDraft(world: World, session: SessionRecord, text: string | undefined): DraftRecord {
  if (text === undefined) throw unprocessable([{ type: "missing", loc: ["body", "draft"], msg: "Field required", input: null }]);
  const known = session.drafts.findLast((draft) => draft.text === text);
  if (known) return known;
  world.violate("draft-altered", explain(session, text));
  throw new Refusal(json(422, { success: false, error: "Invalid draft: it is not a draft of this session" }));
}

function explain(session: SessionRecord, text: string): string {
  if (!session.drafts.length) return `session ${session.sessionId} has no draft yet`;
  const meaning = (json: string): string => JSON.stringify(JSON.parse(json));
  const rewritten = session.drafts.some((draft) => meaning(draft.text) === meaning(text));
  return rewritten
    ? `session ${session.sessionId}: the draft was parsed and written anew, which changed its numbers or its form`
    : `session ${session.sessionId}: the draft is none of those that were handed out`;
}
