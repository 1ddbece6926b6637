import { BlockStack, Card, Pagination } from "@shopify/polaris";
import type { Problem } from "#app/components/describe-problem.ts";
import { FilterLinks } from "#app/components/filter-links.tsx";
import { ProblemBanner } from "#app/components/problem-banner.tsx";
import { useFocusAfterAct } from "#app/components/use-focus-after-act.ts";
import type { CursorTrail } from "#app/components/use-cursor-trail.ts";
import { say } from "#app/words/say.ts";
import type { BatchView, ItemFilter } from "#app/videos/batches/batch-view.ts";
import { AnswerMany } from "./answer-many.tsx";
import type { BatchAct } from "./batch-act.ts";
import { filterTabs } from "./batch-words.ts";
import { ContractCard } from "./contract-card.tsx";
import { GatheringCard } from "./gathering-card.tsx";
import type { QuestionGroup } from "./group-questions.ts";
import { ItemList } from "./item-list.tsx";
import type { ItemRowData } from "./item-row-data.ts";
import { PausedBanner } from "./paused-banner.tsx";
import { ProgressCard } from "./progress-card.tsx";
import type { ApproveQueue } from "./use-approve-queue.ts";

export interface BatchPageViewProps {
  batch: BatchView;
  items: ItemRowData[];
  filter: ItemFilter;
  questions: QuestionGroup[];
  publishesAlone: boolean;
  lost: boolean;
  busy: string | null;
  problem: Problem | null;
  queue: ApproveQueue;
  trail: CursorTrail;
  /** Where the next rows begin; null when there are none. */
  next: number | null;
  onAct(act: BatchAct): void;
}

/** Everything of one batch below its title, in each of its states. */
export function BatchPageView({ batch, items, filter, questions, trail, next, queue, ...rest }: BatchPageViewProps) {
  const place = useFocusAfterAct(rest.busy, batch.status);
  const tabs = filterTabs.map((tab) => ({ ...tab, rows: tab.count(batch.counts) })).filter((tab) => tab.filter === "all" || tab.filter === filter || tab.rows > 0);
  return (
    <BlockStack gap="400">
      <div ref={place} tabIndex={-1} style={{ outline: "none" }}>
        <BlockStack gap="400">
          <Head batch={batch} {...rest} />
        </BlockStack>
      </div>
      {questions.map((group) => (
        <AnswerMany key={group.key} group={group} creditsEach={batch.quote?.creditsEach ?? 100} busy={rest.busy} onAct={rest.onAct} />
      ))}
      {batch.status !== "gathering" && batch.counts.all > 0 && (
        <Card padding="0">
          <FilterLinks label={say("batches.by_state")} chosen={filter} links={tabs.map((tab) => ({ key: tab.filter, text: say(tab.text), to: `?filter=${tab.filter}`, count: tab.rows }))} />
          <ItemList items={items} queue={queue} />
          {(trail.hasPrevious || next !== null) && (
            <Pagination type="table" hasPrevious={trail.hasPrevious} onPrevious={trail.previous} hasNext={next !== null} onNext={() => next !== null && trail.next(String(next))} />
          )}
        </Card>
      )}
    </BlockStack>
  );
}

type HeadProps = Pick<BatchPageViewProps, "batch" | "publishesAlone" | "lost" | "busy" | "problem" | "onAct">;

function Head({ batch, publishesAlone, lost, busy, problem, onAct }: HeadProps) {
  if (batch.status === "gathering") return <GatheringCard gathered={batch.gathered} started={batch.confirmedAt !== null} busy={busy} onAct={onAct} />;
  if (batch.status === "quoted" && batch.quote) return <ContractCard batch={batch} quote={batch.quote} publishesAlone={publishesAlone} busy={busy} problem={problem} onAct={onAct} />;
  return (
    <>
      {problem && !(problem.code === "batch.cap" && batch.status === "paused") && <ProblemBanner problem={problem} title={say("common.did_not_work")} />}
      {batch.status === "paused" && <PausedBanner key={batch.pausedWhy} batch={batch} busy={busy} problem={problem} onAct={onAct} />}
      <ProgressCard batch={batch} lost={lost} busy={busy} onAct={onAct} />
    </>
  );
}
