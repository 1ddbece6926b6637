import { jsonObjectWith } from "#fakes/nemo/http/check-json.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { fine, type Reply } from "#fakes/nemo/http/reply.ts";
import { makeLongId, makeUuid } from "#fakes/nemo/store/make-ids.ts";
import type { TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** POST /api/tasks/me/with-session/nemo_agent (protocol §5): each call makes a new session, and costs nothing. */
export function createSession(world: World, exchange: Exchange, token: TokenRecord): Reply {
  const body = jsonObjectWith(exchange, ["task_name"]);
  const sessionId = makeLongId();
  const taskId = makeUuid();
  world.store.sessions.put(sessionId, {
    sessionId, taskId, taskName: body.task_name, userId: token.userId,
    language: typeof body.language === "string" ? body.language : null,
    createdAt: world.clock.now(), dropped: false, uploads: [], drafts: [], generatedMedia: [], work: [], wishes: null,
  });
  return fine({ session_id: sessionId, task_id: taskId, user_id: token.userId });
}
