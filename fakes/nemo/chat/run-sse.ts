import { createHash } from "node:crypto";
import { releaseReserved, reserveCredits } from "#fakes/nemo/accounts/credits.ts";
import { CREDITS } from "#fakes/nemo/agent/do-work.ts";
import { makeBrief } from "#fakes/nemo/agent/make-brief.ts";
import { readChanges } from "#fakes/nemo/agent/read-changes.ts";
import { mergeWishes, readWishes } from "#fakes/nemo/agent/read-wishes.ts";
import { cutConnection } from "#fakes/nemo/http/cut-connection.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { HANDLED, json, refuse, Refusal, type Reply } from "#fakes/nemo/http/reply.ts";
import { peekSession } from "#fakes/nemo/sessions/find-session.ts";
import { makeUuid } from "#fakes/nemo/store/make-ids.ts";
import type { SessionRecord, TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import { checkChatBody, type ChatRequest } from "./check-chat-body.ts";
import { ClientLeft, openEventStream, type EventStream } from "./open-event-stream.ts";
import { planTurn } from "./plan-turn.ts";
import { playTurn, type Turn } from "./play-turn.ts";

/** POST /run_sse (protocol §7). From the accepted message on, the run and its stream are two things. */
export async function runSse(world: World, exchange: Exchange, token: TokenRecord): Promise<Reply> {
  const request = checkChatBody(world, exchange);
  const session = findChatSession(world, token, request);
  if (totalTurns(world) >= world.settings.turnsAtOnce) throw refuse(429);
  const messageId = makeUuid();
  const turn = planWork(world, exchange, session, request, messageId);
  if (!reserveCredits(world, token.userId, messageId, CREDITS[turn.work.kind])) {
    if (world.settings.creditsRefusal === "envelope") throw refuse(2001);
    turn.steps = [{ do: "error", form: "envelope", message: "Insufficient credits", code: 2001 }];
  }
  noteHabits(world, exchange, session, request);
  world.store.sessions.put(session.sessionId, Object.assign(session, { wishes: mergeWishes(session.wishes, readWishes(request.text)) }));
  world.ledger.add({
    kind: "message", at: world.clock.now(), messageId, userId: token.userId, sessionId: session.sessionId, text: request.text,
    sha256: createHash("sha256").update(request.text).digest("hex"), intent: turn.work.kind,
  });
  if (exchange.fault?.answer?.lose === "after") cutConnection(exchange.res, "reset");
  const stream = openEventStream(world, exchange, turn.fault);
  await world.background.run((closing) => runTurn(world, turn, stream, closing));
  return HANDLED;
}

/** Lets the turn run to its end, or to the client's, as the settings have it. */
async function runTurn(world: World, turn: Turn, stream: EventStream, closing: AbortSignal): Promise<void> {
  const { sessionId, userId } = turn.session;
  const dies = (turn.fault.run ?? world.settings.run) === "dies";
  const signal = dies ? AbortSignal.any([closing, stream.left]) : closing;
  world.turns.set(sessionId, (world.turns.get(sessionId) ?? 0) + 1);
  try {
    await playTurn(world, turn, stream, signal);
  } catch (error) {
    await stream.cut("reset");
    if (!(error instanceof ClientLeft)) throw error;
  } finally {
    world.turns.set(sessionId, world.turns.get(sessionId)! - 1);
    if (!turn.begun) releaseReserved(world, userId, turn.work.messageId);
  }
}

function planWork(world: World, exchange: Exchange, session: SessionRecord, request: ChatRequest, messageId: string): Turn {
  const fault = exchange.fault?.chat ?? {};
  const asked = readWishes(request.text);
  const kind = session.drafts.length && !asked.startOver ? "edit" : "generate";
  const wishes = kind === "edit" ? asked : mergeWishes(session.wishes, asked);
  const silent = world.settings.silentShare > 0 && world.random() < world.settings.silentShare;
  return {
    session,
    work: { messageId, kind, brief: makeBrief(wishes, session, kind, world.film.size, fault, kind === "edit" ? readChanges(request.text) : null), makesNothing: fault.makesNothing === true },
    steps: fault.steps ?? planTurn(kind, silent, world.settings),
    fault,
    streaming: request.streaming,
    begun: false,
  };
}

/** ADK looks sessions up by app, user and id; each that does not fit is the same 404. */
function findChatSession(world: World, token: TokenRecord, request: ChatRequest): SessionRecord {
  const session = request.appName === "nemo_agent" && request.userId === "me" ? peekSession(world, token.userId, request.sessionId) : undefined;
  if (session) return session;
  if (world.settings.unknownSessionAtChat === "code") throw refuse(1002);
  throw new Refusal(json(404, { detail: "Session not found" }));
}

/** ADK accepts all of this; for a client it is a fault (protocol §7.2). */
function noteHabits(world: World, exchange: Exchange, session: SessionRecord, request: ChatRequest): void {
  const { sessionId } = session;
  if (!String(exchange.req.headers.accept ?? "").includes("text/event-stream")) world.violate("accept-missing", "POST /run_sse");
  if (world.turns.get(sessionId)) world.violate("two-messages-in-flight", sessionId);
  if (world.ledger.all("message", { sessionId }).some((message) => message.text === request.text)) world.violate("same-message-twice", sessionId);
}

function totalTurns(world: World): number {
  let total = 0;
  for (const count of world.turns.values()) total += count;
  return total;
}
