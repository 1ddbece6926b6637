import type { Scenario, TurnStep } from "./scenario.ts";

const SAY_CALL_BEGIN: TurnStep[] = [{ do: "say", which: "intro" }, { do: "call" }, { do: "begin" }];
const TO_THE_END: TurnStep[] = [{ do: "work" }, { do: "result" }, { do: "say", which: "outro" }];

/** What a turn can do instead of the usual. Letters and numbers are rows of the fault list. */
export const CHAT_SCENARIOS: Scenario[] = [
  {
    name: "silent",
    about: "C1: tool events and no text; the work is done",
    faults: [{ at: "chat", chat: { steps: [{ do: "call" }, { do: "work" }, { do: "result" }] } }],
  },
  {
    name: "silent-and-nothing",
    about: "C2: tool events and no text; nothing is made",
    faults: [{ at: "chat", chat: { steps: [{ do: "call" }, { do: "work" }, { do: "result" }], makesNothing: true } }],
  },
  {
    name: "text-only",
    about: "C4: the agent asks back in plain words and makes nothing",
    faults: [{ at: "chat", chat: { steps: [{ do: "wait" }, { do: "say", text: "Sure! What product is it?" }] } }],
  },
  {
    name: "empty",
    about: "C3: not one byte in the stream; the work is done all the same",
    faults: [{ at: "chat", chat: { steps: [{ do: "work" }], heartbeats: [] } }],
  },
  {
    name: "question",
    about: "§7.11: the agent waits for an answer to a question with options",
    faults: [{ at: "chat", chat: { steps: [{ do: "wait" }, {
      do: "ask",
      title: "Before I start",
      questions: [{
        id: "ratio",
        prompt: "Which shape should the video have?",
        options: [{ id: "wide", label: "16:9 landscape" }, { id: "square", label: "1:1 square" }, { id: "tall", label: "9:16 vertical" }],
      }],
    }] } }],
  },
  {
    name: "cut-run-goes-on",
    about: "X4: the stream is reset in the middle, the work goes on and ends well",
    faults: [{ at: "chat", chat: { run: "goes-on", steps: [...SAY_CALL_BEGIN, { do: "wait", ms: 20_000 }, { do: "cut", how: "reset" }, ...TO_THE_END] } }],
  },
  {
    name: "cut-run-dies",
    about: "X4: the stream is reset in the middle and the work ends with it",
    faults: [{ at: "chat", chat: { run: "dies", steps: [...SAY_CALL_BEGIN, { do: "wait", ms: 20_000 }, { do: "cut", how: "reset" }, ...TO_THE_END] } }],
  },
  {
    name: "cut-without-last-chunk",
    about: "X4: the server closes the connection without the last chunk, the work goes on",
    faults: [{ at: "chat", chat: { run: "goes-on", steps: [...SAY_CALL_BEGIN, { do: "wait", ms: 20_000 }, { do: "cut", how: "end" }, ...TO_THE_END] } }],
  },
  {
    name: "cut-in-the-last-event",
    about: "F5: the stream is reset inside the JSON of an event",
    faults: [{ at: "chat", chat: { run: "goes-on", steps: [{ do: "call" }, { do: "work" }, { do: "result" }, { do: "raw", text: 'data: {"content":{"parts":[{"te' }, { do: "cut", how: "reset" }] } }],
  },
  {
    name: "hold-stream",
    about: "X9: the stream stays open until control.release(\"stream\"); the work goes on meanwhile",
    faults: [{ at: "chat", chat: { steps: [...SAY_CALL_BEGIN, { do: "hold", gate: "stream" }, ...TO_THE_END] } }],
  },
  {
    name: "failed-turn",
    about: "C6: only a passing excuse, as a text; nothing is made",
    faults: [{ at: "chat", chat: { steps: [{ do: "wait" }, { do: "say", text: "I encountered a temporary issue. Please try again." }] } }],
  },
  {
    name: "failed-turn-event",
    about: "C6: only an event with an error code; nothing is made",
    faults: [{ at: "chat", chat: { steps: [{ do: "wait" }, { do: "error", form: "event", message: "connection to model lost" }] } }],
  },
  {
    name: "trailing-excuse",
    about: "C5: good work, then \"I encountered a temporary issue\"",
    faults: [{ at: "chat", chat: { steps: [...SAY_CALL_BEGIN, ...TO_THE_END, { do: "say", text: "I encountered a temporary issue. Please try again." }] } }],
  },
  {
    name: "error-after-work",
    about: "C13: good work, then an event with an error code",
    faults: [{ at: "chat", chat: { steps: [...SAY_CALL_BEGIN, { do: "work" }, { do: "result" }, { do: "error", form: "event", message: "connection to model lost" }] } }],
  },
  {
    name: "python-error",
    about: "§17: an error line whose quotes and newlines break JSON and framing",
    faults: [{ at: "chat", chat: { steps: [{ do: "wait" }, {
      do: "error", form: "python", message: '429 RESOURCE_EXHAUSTED: {"error":{"code":429,"message":"quota \\"x\\""}}\n\ndata: {"injected":true}',
    }] } }],
  },
  {
    name: "wrong-ratio",
    about: "D5: the film comes upright, whatever was asked for",
    faults: [{ at: "chat", chat: { ratio: "9:16" } }],
  },
  {
    name: "wide-ratio",
    about: "D5: the film comes in 16:9, whatever was asked for",
    faults: [{ at: "chat", chat: { ratio: "16:9" } }],
  },
  {
    name: "no-music",
    about: "the film comes without music, whatever was asked for",
    faults: [{ at: "chat", chat: { leavesOut: ["music"] } }],
  },
  {
    name: "no-voice",
    about: "the film comes without a voice-over, whatever was asked for",
    faults: [{ at: "chat", chat: { leavesOut: ["voice"] } }],
  },
  {
    name: "invented-claim",
    about: "the film promises what nobody said",
    faults: [{ at: "chat", chat: { claim: "Dermatologist approved, 50% off" } }],
  },
  {
    name: "chat-429",
    about: "X12: too many requests at the chat, without Retry-After",
    faults: [{ at: "chat", answer: { instead: { status: 429, body: { code: 429, message: "Too many requests" } } } }],
  },
  {
    name: "out-of-credits",
    about: "C9/F16: code 2001 as JSON where a stream was expected",
    faults: [{ at: "chat", answer: { refuse: { code: 2001 } } }],
  },
  {
    name: "out-of-credits-in-stream",
    about: "§7.4: code 2001 as an event of the stream",
    faults: [{ at: "chat", chat: { steps: [{ do: "error", form: "envelope", message: "Insufficient credits", code: 2001 }] } }],
  },
];
