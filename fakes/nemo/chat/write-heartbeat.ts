import type { HeartbeatForm } from "#fakes/nemo/settings.ts";

/** One sign of life, in a form the client must take (protocol §7.3). `at` in ms since 1970. */
export function writeHeartbeat(form: HeartbeatForm, at: number): string {
  switch (form) {
    case "comment":
      return `: ping - ${new Date(at).toISOString().replace("T", " ").replace(/\.\d{3}Z$/, "+00:00")}\n\n`;
    case "empty":
      return "data:\n\n";
    case "blank":
      return "data: \n\n";
    case "word":
      return "data: heartbeat\n\n";
    case "typed":
      return 'data: {"type":"heartbeat"}\n\n';
    case "event":
      return "event: heartbeat\n\n";
    case "event-with-data":
      return "event: heartbeat\ndata: {}\n\n";
    case "bare":
      return "heartbeat\n\n";
  }
}
