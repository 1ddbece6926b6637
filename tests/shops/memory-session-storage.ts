import type { Session } from "@shopify/shopify-app-remix/server";
import type { AuthSessionStorage } from "#app/shops/seal-session-storage.server.ts";

/** A session storage in memory. `rows` shows what lies in it, as a database would hold it. */
export function openMemorySessionStorage(): AuthSessionStorage & { rows: Map<string, Session> } {
  const rows = new Map<string, Session>();
  return {
    rows,
    async storeSession(session) {
      rows.set(session.id, session);
      return true;
    },
    loadSession: async (id) => rows.get(id),
    deleteSession: async (id) => rows.delete(id),
    deleteSessions: async (ids) => ids.every((id) => rows.delete(id)),
    findSessionsByShop: async (shop) => [...rows.values()].filter((session) => session.shop === shop),
  };
}
