import { BlockStack, Box, Card, InlineStack, Text } from "@shopify/polaris";
import type { VideoStepView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { stepTime } from "./step-time.ts";
import { StepMark, type StepMarkProps } from "./step-mark.tsx";

export interface StepsCardProps {
  steps: VideoStepView[];
  /** Server's time in ms. */
  now: number;
  /** Whether anything goes on by itself; a step that waits for a person does not spin. */
  moving: boolean;
}

/** The way of a video with the time that each step really took. No percentages: nobody knows them. */
export function StepsCard({ steps, now, moving }: StepsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {say("video.steps")}
        </Text>
        <ol style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: "var(--p-space-300)" }}>
          {steps.map((step) => (
            <li key={step.key} aria-current={step.state === "now" ? "step" : undefined}>
              <InlineStack gap="200" wrap={false} blockAlign="start">
                <Box minWidth="1.25rem">
                  <StepMark {...markOf(step.state, moving)} />
                </Box>
                <BlockStack gap="050">
                  <Text as="span" fontWeight={step.state === "now" ? "semibold" : "regular"} {...(step.state === "next" && { tone: "subdued" as const })}>
                    {step.title}
                  </Text>
                  {stepTime(step, now, moving) && (
                    <Text as="span" variant="bodySm" tone="subdued" numeric>
                      {stepTime(step, now, moving)}
                    </Text>
                  )}
                  {step.note && step.state === "now" && (
                    <Text as="span" variant="bodySm" tone="subdued">
                      {step.note}
                    </Text>
                  )}
                </BlockStack>
              </InlineStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}

function markOf(state: VideoStepView["state"], moving: boolean): StepMarkProps {
  if (state === "done") return { kind: "done", label: say("common.done") };
  if (state === "failed") return { kind: "stopped", label: say("video.step_stopped") };
  if (state === "next") return { kind: "open", label: say("video.step_next") };
  return moving ? { kind: "busy", label: say("video.step_busy") } : { kind: "waiting", label: say("video.step_waits") };
}
