import { ExpectedError } from "#app/lib/expected-error.ts";
import type { NemoConnection } from "./nemo-connection.ts";

export interface RepeatRule {
  /** Waits before each repeat of a lost or faulty answer, in ms; its length is how many repeats there are. */
  lost: readonly number[];
  /** Repeat once after 429, when its wait is over; `always` also where the caller keeps the pace of its accounts. */
  busyOnce: boolean | "always";
}

/** Repeats `attempt` as protocol §13 allows for its kind of request. Only for requests that may be repeated at all. */
export async function repeatCall<T>(connection: NemoConnection, rule: RepeatRule, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
  let lost = 0;
  let busy = rule.busyOnce === "always" || (rule.busyOnce && connection.waitsWhenBusy) ? 1 : 0;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      const wait = nextWait(error);
      if (wait === undefined) throw error;
      await connection.clock.sleep(wait, signal);
    }
  }

  function nextWait(error: ExpectedError): number | undefined {
    if (error.code === "nemo.busy") return busy-- > 0 ? error.retryAfterMs : undefined;
    return error.code === "nemo.unreachable" || error.code === "nemo.malformed" ? rule.lost[lost++] : undefined;
  }
}
