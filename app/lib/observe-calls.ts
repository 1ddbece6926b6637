import { SpanStatusCode, trace, type Attributes } from "@opentelemetry/api";
import { ExpectedError } from "./expected-error.ts";

/** How one call ended: `ok`, the code of an ExpectedError, or `bug`. `ms` is how long it took. */
export interface EndedCall {
  call: string;
  outcome: string;
  ms: number;
}

/**
 * Runs `work` inside a span of OpenTelemetry. Without a tracing SDK, which the app does not bring, this does nothing. Attributes are
 * names and codes; never a prompt, a token or an address with a query.
 */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  return trace.getTracer("shelfreel").startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The object with each of its functions timed, traced and told of when it ends. What it returns or throws is unchanged. */
export function observeCalls<Target extends object>(name: string, target: Target, onEnd: (ended: EndedCall) => void): Target {
  const observed = { ...target } as Record<string, unknown>;
  for (const [call, run] of Object.entries(target as Record<string, unknown>)) {
    if (typeof run !== "function") continue;
    observed[call] = (...args: unknown[]) => {
      const began = performance.now();
      const end = (outcome: string) => onEnd({ call, outcome, ms: performance.now() - began });
      const answer: unknown = run.apply(target, args);
      if (!(answer instanceof Promise)) return answer;
      return traced(`${name}.${call}`, {}, () => answer).then(
        (value: unknown) => {
          end("ok");
          return value;
        },
        (error: unknown) => {
          end(codeOf(error));
          throw error;
        },
      );
    };
  }
  return observed as Target;
}

const codeOf = (error: unknown): string => (error instanceof ExpectedError ? error.code : error instanceof Response ? `answer_${error.status}` : (error as Error | undefined)?.name === "AbortError" ? "aborted" : "bug");
