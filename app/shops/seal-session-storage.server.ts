import { Session } from "@shopify/shopify-app-remix/server";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";

/** The five methods that Shopify's library asks of a session storage. */
export interface AuthSessionStorage {
  storeSession(session: Session): Promise<boolean>;
  loadSession(id: string): Promise<Session | undefined>;
  deleteSession(id: string): Promise<boolean>;
  deleteSessions(ids: string[]): Promise<boolean>;
  findSessionsByShop(shop: string): Promise<Session[]>;
}

export interface SealSessionStorageOptions {
  /**
   * Makes the storage below. Called at the first use and again after a use that failed, because the Prisma storage looks
   * for its table once, while it is made, and stays unusable for ever when the database was away at that moment.
   */
  open(): AuthSessionStorage;
  box: SecretBox;
  /** Told when a stored token cannot be opened (another key, a changed row). Gets no secret. */
  onUnreadable(fields: { shop: string; reason: string }): void;
}

/**
 * A session storage whose offline access token and refresh token lie sealed in the database; the library sees them in the
 * clear. A session whose tokens cannot be opened counts as absent: the next page view of the shop exchanges a new one.
 */
export function sealSessionStorage({ open, box, onUnreadable }: SealSessionStorageOptions): AuthSessionStorage {
  let opened: AuthSessionStorage | undefined;

  async function use<T>(work: (storage: AuthSessionStorage) => Promise<T>): Promise<T> {
    const storage = (opened ??= open());
    try {
      return await work(storage);
    } catch (error) {
      if (opened === storage) opened = undefined;
      throw error;
    }
  }

  /** Loads under way: a document asks for one session once per nested route, at the same moment. */
  const loading = new Map<string, Promise<Session | undefined>>();
  function load(id: string): Promise<Session | undefined> {
    const begun = loading.get(id);
    if (begun) return begun;
    const asked = use((storage) => storage.loadSession(id)).finally(() => {
      if (loading.get(id) === asked) loading.delete(id);
    });
    loading.set(id, asked);
    return asked;
  }
  /** Who asks after a change gets what it left, not what was on its way before. */
  const changing = <T>(ids: string[], work: (storage: AuthSessionStorage) => Promise<T>): Promise<T> => {
    const forget = () => ids.forEach((id) => loading.delete(id));
    forget();
    return use(work).finally(forget);
  };

  const unseal = (session: Session): Session | undefined => {
    try {
      return withTokens(session, box.open);
    } catch (error) {
      onUnreadable({ shop: session.shop, reason: error instanceof Error ? error.message : "unknown" });
      return undefined;
    }
  };

  return {
    storeSession: (session) => changing([session.id], (storage) => storage.storeSession(withTokens(session, box.seal))),
    async loadSession(id) {
      const session = await load(id);
      return session && unseal(session);
    },
    deleteSession: (id) => changing([id], (storage) => storage.deleteSession(id)),
    deleteSessions: (ids) => changing(ids, (storage) => storage.deleteSessions(ids)),
    async findSessionsByShop(shop) {
      const sessions = await use((storage) => storage.findSessionsByShop(shop));
      return sessions.flatMap((session) => unseal(session) ?? []);
    },
  };
}

/** A copy, because the caller goes on using the session that it stores. */
function withTokens(session: Session, change: (token: string) => string): Session {
  const copy = new Session(session.toObject());
  if (copy.accessToken) copy.accessToken = change(copy.accessToken);
  if (copy.refreshToken) copy.refreshToken = change(copy.refreshToken);
  return copy;
}
