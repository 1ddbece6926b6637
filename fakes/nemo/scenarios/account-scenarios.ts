import type { Scenario } from "./scenario.ts";

/** What tokens, sessions, uploads and balances can do instead of the usual. */
export const ACCOUNT_SCENARIOS: Scenario[] = [
  { name: "expired-token", about: "T1: the token has expired when the session is asked for", faults: [{ at: "session", before: "expire-token" }] },
  { name: "token-revoked-at-state", about: "T2: the token is revoked between chat and state", faults: [{ at: "state", before: "revoke-token" }] },
  { name: "session-dropped-before-chat", about: "S1: the session is gone at the first chat", faults: [{ at: "chat", before: "drop-session" }] },
  { name: "session-dropped-at-upload", about: "S1: the session is gone at the upload", faults: [{ at: "upload", before: "drop-session" }] },
  { name: "session-dropped-after-chat", about: "S2: the session is gone when its state is read after the message (the fourth time at all)", faults: [{ at: "state", skip: 3, before: "drop-session" }] },
  { name: "session-answer-lost", about: "S5: the session is made, its answer is lost", faults: [{ at: "session", answer: { lose: "after" } }] },
  { name: "session-beside-code", about: "S6: the session's fields stand beside the code", faults: [{ at: "session", answer: { form: "A9" } }] },
  { name: "upload-answer-lost", about: "U6: the files are taken, the answer is lost", faults: [{ at: "upload", answer: { lose: "after" } }] },
  { name: "upload-never-applied", about: "U5: the state never shows the files", faults: [{ at: "upload", upload: { appliesAfterMs: "never" } }] },
  { name: "png-refused", about: "U1: PNG files are refused with 4001", faults: [{ at: "upload", upload: { refuseExtensions: ["png"] } }] },
  { name: "upload-too-large", about: "U2: files over 1 MB are refused with 4002", faults: [{ at: "upload", upload: { limit: 1024 * 1024 } }] },
  { name: "balance-low", about: "C9: the balance says 40", faults: [{ at: "credits", answer: { patch: { data: { available: 40, total: 40 } } } }] },
  { name: "state-500", about: "D6: the state endpoint fails", faults: [{ at: "state", answer: { instead: { status: 500, headers: { "content-type": "text/html" }, body: "<html><body>Internal Server Error</body></html>" } } }] },
  { name: "claim-fails", about: "Z10: no claim token", faults: [{ at: "claim", answer: { instead: { status: 500, body: { detail: "Internal Server Error" } } } }] },
];
