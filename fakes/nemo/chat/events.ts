import type { AgentQuestion } from "#fakes/nemo/scenarios/scenario.ts";

/** What the agent says and does, before it gets the shape of a dialect. */
export type AgentEvent =
  | { kind: "text"; text: string; partial?: boolean }
  | { kind: "thought"; text: string }
  /** `saying` is the text of the same ADK event. */
  | { kind: "call"; id: string; tool: string; args: unknown; saying?: string; longRunning?: boolean }
  | { kind: "result"; id: string; tool: string; response: unknown; stateDelta?: Record<string, unknown> }
  | { kind: "question"; id: string; title: string; questions: AgentQuestion[] }
  | { kind: "error"; form: "python" | "event" | "envelope"; message: string; code: number };

/** What ADK stamps on each event. */
export interface EventStamp {
  invocationId: string;
  eventId: string;
  /** ms since 1970 */
  at: number;
}
