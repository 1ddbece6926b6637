import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Readable } from "node:stream";

export interface MailToSend {
  /** One plain address (is-mail-address.ts). */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Of letters, digits, dots and hyphens; the same for the same mail, so that a reader's program knows a second copy. */
  id: string;
}

/**
 * What became of it. accepted: the server took it · refused: it said for good that it does not (5xx) · later: nothing was taken, another try may do ·
 * unknown: the mail itself was on its way when the answer was lost.
 */
export interface MailEnd {
  end: "accepted" | "refused" | "later" | "unknown";
  /** For the log: the server's code, or the name of what was in the way. Never its words, which may repeat an address. */
  why: string;
}

/**
 * Sends one mail. `beforeBody` runs when the server waits for the mail itself and before its first byte leaves: when it throws, the mail is not
 * sent and its error is thrown on.
 */
export type SendMail = (mail: MailToSend, o: { beforeBody(): Promise<void>; signal: AbortSignal }) => Promise<MailEnd>;

export interface MailServer {
  /** smtp:// (STARTTLS where the server offers it, and always with a password) or smtps://, with user and password where it wants them. */
  smtpUrl: string;
  /** One plain address. */
  from: string;
  /** Name of the sender beside the address. */
  fromName: string;
  /** Host name of the app, for the greeting and for message ids. */
  host: string;
  /** Milliseconds to wait for a connection and a greeting (10,000) and for any answer (20,000). */
  waits?: { connectMs?: number; answerMs?: number };
}

/** Makes the function that sends mail through one server. A connection for each mail: they are few. */
export function createSendMail(server: MailServer): SendMail {
  return async (mail, { beforeBody, signal }) => {
    signal.throwIfAborted();
    const raw = await compose(server, mail);
    let bodyBegan = false;
    let thrown: unknown;
    async function* body() {
      try {
        await beforeBody();
      } catch (error) {
        thrown = error;
        throw error;
      }
      bodyBegan = true;
      yield raw;
    }
    const failure = await deliver(server, { from: server.from, to: mail.to }, Readable.from(body()), signal);
    if (thrown !== undefined) throw thrown;
    if (!failure) return { end: "accepted", why: "250" };
    const why = failure.responseCode ? String(failure.responseCode) : (failure.code ?? failure.name);
    // A wrong password is the operator's to mend, no reason to give the mail up.
    if (failure.responseCode) return { end: failure.responseCode >= 500 && failure.code !== "EAUTH" ? "refused" : "later", why };
    return { end: bodyBegan ? "unknown" : "later", why };
  };
}

async function compose({ from, fromName, host }: MailServer, { to, subject, text, html, id }: MailToSend): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: oneLine(fromName), address: from }, to: { name: "", address: to }, subject: oneLine(subject), text, html, messageId: `<${id}@${host}>`,
    headers: { "Auto-Submitted": "auto-generated" }, disableFileAccess: true, disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A header is one line: what could begin another one becomes a space. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

/** Null when the server took it. */
function deliver(server: MailServer, envelope: SMTPConnection.Envelope, body: Readable, signal: AbortSignal): Promise<SMTPConnection.SMTPError | null> {
  const { connectMs = 10_000, answerMs = 20_000 } = server.waits ?? {};
  const url = new URL(server.smtpUrl);
  const secure = url.protocol === "smtps:";
  const credentials = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null;
  const connection = new SMTPConnection({
    host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port) || (secure ? 465 : 587), secure, requireTLS: credentials !== null && !secure, name: server.host,
    connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: answerMs, dnsTimeout: connectMs,
  });
  return new Promise((resolve) => {
    const end = (failure: SMTPConnection.SMTPError | null) => {
      // First: closing ends the connection too, which would be another answer.
      resolve(failure);
      signal.removeEventListener("abort", stop);
      body.destroy();
      connection.close();
    };
    const stop = () => end(Object.assign(new Error("stopped"), { code: "STOPPED" }));
    const send = () =>
      connection.send(envelope, body, (error, info) => end(error ?? (info && info.accepted.length > 0 ? null : Object.assign(new Error("nobody was accepted"), { code: "EENVELOPE" }))));
    signal.addEventListener("abort", stop);
    // Also after its end, so that a late error of the connection ends nothing else.
    connection.on("error", end);
    connection.once("end", () => end(Object.assign(new Error("the connection ended"), { code: "ECONNECTION" })));
    connection.connect((failed) => {
      if (failed) end(failed);
      else if (credentials) connection.login(credentials, (refused) => (refused ? end(refused) : send()));
      else send();
    });
  });
}
