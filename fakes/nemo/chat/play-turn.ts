import { doWork, type Work } from "#fakes/nemo/agent/do-work.ts";
import type { ChatFault, TurnStep } from "#fakes/nemo/scenarios/scenario.ts";
import { makeUuid } from "#fakes/nemo/store/make-ids.ts";
import { RawJson } from "#fakes/nemo/store/raw-json.ts";
import type { SessionRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";
import type { EventStream } from "./open-event-stream.ts";
import { usualTool, usualWords } from "./plan-turn.ts";

/** Copies of a raw text that are written together. */
const RAW_AT_ONCE = 1_000;

export interface Turn {
  session: SessionRecord;
  work: Work;
  steps: TurnStep[];
  fault: ChatFault;
  /** Whether texts come in pieces first. */
  streaming: boolean;
  /** Whether paid work has begun. */
  begun: boolean;
}

/** Runs the steps of one turn. Whether it stops when the client leaves is up to `signal`. */
export async function playTurn(world: World, turn: Turn, stream: EventStream, signal: AbortSignal): Promise<void> {
  const { kind, brief } = turn.work;
  const call = { id: `adk-${makeUuid()}`, ...usualTool(kind, brief) };
  let working: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    turn.begun = true;
    working ??= doWork(world, turn.session, turn.work, signal);
    // The step that waits for it gets the error; until then it must not count as unhandled.
    working.catch(() => {});
    return working;
  };
  let saying: string | undefined;
  for (const [index, step] of turn.steps.entries()) {
    signal.throwIfAborted();
    switch (step.do) {
      case "say": {
        const text = step.text ?? usualWords(kind, step.which ?? "outro");
        if (turn.steps[index + 1]?.do === "call") saying = text;
        else await say(stream, text, turn.streaming);
        break;
      }
      case "think":
        await stream.send({ kind: "thought", text: step.text });
        break;
      case "call":
        Object.assign(call, { tool: step.tool ?? call.tool, args: step.args ?? call.args });
        await stream.send({ kind: "call", ...call, saying, longRunning: step.longRunning });
        saying = undefined;
        break;
      case "result":
        await stream.send({ kind: "result", id: call.id, tool: call.tool, response: step.response ?? { success: true }, stateDelta: draftOf(turn.session) });
        break;
      case "begin":
        void begin();
        break;
      case "work":
        await stream.whileAlive(begin());
        break;
      case "wait":
        await stream.whileAlive(world.clock.sleep(step.ms ?? world.settings.delays.talk, signal));
        break;
      case "hold":
        await stream.whileAlive(hold(world, step.gate ?? "stream", stream, signal));
        break;
      case "ask":
        await stream.send({ kind: "question", id: call.id, title: step.title ?? "", questions: step.questions });
        break;
      case "error":
        await stream.send({ kind: "error", form: step.form, message: step.message, code: step.code ?? 500 });
        break;
      case "raw":
        for (let left = step.times ?? 1; left > 0 && !stream.left.aborted; left -= RAW_AT_ONCE) await stream.raw(step.text.repeat(Math.min(left, RAW_AT_ONCE)));
        break;
      case "cut":
        await stream.cut(step.how);
        break;
    }
  }
  stream.end();
  await working;
}

async function say(stream: EventStream, text: string, inPieces: boolean): Promise<void> {
  if (inPieces) for (const piece of text.match(/\S+\s*/g) ?? []) await stream.send({ kind: "text", text: piece, partial: true });
  await stream.send({ kind: "text", text });
}

/** A client that has left opens the gate: the run behind it goes its way. */
async function hold(world: World, gate: string, stream: EventStream, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([signal, stream.left]);
  await world.gates.wait(gate, either).catch((error: unknown) => {
    if (signal.aborted || !stream.left.aborted) throw error;
  });
}

function draftOf(session: SessionRecord): Record<string, unknown> | undefined {
  const latest = session.drafts.at(-1);
  return latest && { draft: new RawJson(latest.text) };
}
