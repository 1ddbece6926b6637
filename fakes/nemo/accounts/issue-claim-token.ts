import { randomBytes } from "node:crypto";
import { jsonObjectWith } from "#fakes/nemo/http/check-json.ts";
import type { Exchange } from "#fakes/nemo/http/exchange.ts";
import { fine, refuse, type Reply } from "#fakes/nemo/http/reply.ts";
import type { TokenRecord } from "#fakes/nemo/store/records.ts";
import { findSession } from "#fakes/nemo/sessions/find-session.ts";
import type { World } from "#fakes/nemo/world.ts";

const WEEK_S = 604_800;

/** POST /api/auth/claim-token (protocol §12): a link into the project for a week, without any power over the API. */
export function issueClaimToken(world: World, exchange: Exchange, token: TokenRecord): Reply {
  const body = jsonObjectWith(exchange, ["task_id", "session_id"]);
  const session = findSession(world, token.userId, body.session_id);
  if (session.taskId !== body.task_id) throw refuse(1002, "Task not found");
  return fine({ claim_token: `clm_${randomBytes(18).toString("base64url")}`, expires_in: WEEK_S });
}
