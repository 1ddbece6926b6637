import type { Prisma } from "@prisma/client";
import type { TurnOutcome } from "#app/nemo/nemo-client.ts";

/** What NemoVideo said in a turn, for the message's row: its words, or what it asked (`AskedQuestion`). Pure. */
export function saidIn(outcome: TurnOutcome): Pick<Prisma.MessageUpdateInput, "reply" | "question"> {
  if (outcome.kind === "replied") return { reply: outcome.reply };
  if (outcome.kind !== "question") return {};
  const questions = outcome.questions.map((question) => ({ ...question, options: question.options.map((option) => ({ ...option })) }));
  return { question: { title: outcome.title, questions } };
}
