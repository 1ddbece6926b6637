import { refuse } from "#fakes/nemo/http/reply.ts";
import type { SessionRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** The user's own session. @throws Refusal with code 1002 when it is unknown, somebody else's, or gone */
export function findSession(world: World, userId: string, sessionId: string): SessionRecord {
  const session = peekSession(world, userId, sessionId);
  if (!session) throw refuse(1002);
  return session;
}

/** The same without the refusal. */
export function peekSession(world: World, userId: string, sessionId: string): SessionRecord | undefined {
  const session = world.store.sessions.get(sessionId);
  return session && session.userId === userId && !session.dropped ? session : undefined;
}
