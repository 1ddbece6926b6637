// A real SMTP server on loopback that keeps what it took, and can be told to refuse.
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface TakenMail {
  from: string;
  to: string[];
  raw: string;
}

export interface MailServerSettings {
  /** Reply to the address or to the mail: a status such as 451 or 550; "hangs up" cuts the line when the mail has come in. */
  atRecipient?: number;
  atMail?: number | "hangs up";
}

export async function startMailServer(options: SMTPServerOptions = {}) {
  const taken: TakenMail[] = [];
  const attempts = { connections: 0, passwords: [] as string[] };
  const settings: MailServerSettings = {};
  const refusal = (responseCode: number) => Object.assign(new Error("no thanks"), { responseCode });
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"], logger: false,
    onConnect: (_session, done) => {
      attempts.connections += 1;
      done();
    },
    onAuth: ({ password }, _session, done) => {
      attempts.passwords.push(password ?? "");
      done(null, { user: "u" });
    },
    onRcptTo: (_address, _session, done) => done(settings.atRecipient ? refusal(settings.atRecipient) : null),
    onData: (stream, session, done) => {
      // A sender that is gone before the mail was whole left nothing.
      void text(stream).catch(() => null).then((raw) => {
        if (raw === null) return;
        taken.push({ from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "", to: session.envelope.rcptTo.map(({ address }) => address), raw });
        if (settings.atMail === "hangs up") server.connections.forEach((connection) => (connection as unknown as { _socket: { destroy(): void } })._socket.destroy());
        else if (settings.atMail) {
          taken.pop();
          done(refusal(settings.atMail));
        } else done(null);
      });
    },
    ...options,
  });
  server.on("error", () => {}); // lines that are cut on purpose
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, port, taken, attempts, settings, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
