import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    /** Resolves when the connection can take more bytes; given by server.ts, absent in tests that call a loader directly. */
    writable?: () => Promise<void>;
  }
}
