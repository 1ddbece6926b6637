import { isRouteErrorResponse, useRevalidator } from "@remix-run/react";
import { Button, Card, BlockStack, InlineStack, Page, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useEffect, useRef } from "react";
import { say } from "#app/words/say.ts";
import { describePageError } from "./describe-page-error.ts";

/** The page instead of one that cannot be shown: what happened and what to do. Also hands Shopify's own answers on. */
export function PageProblem({ error }: { error: unknown }) {
  const revalidator = useRevalidator();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // The library throws pages of its own (status 200, a script that leaves the frame); they must be drawn as they are.
  if (isRouteErrorResponse(error) && error.status === 200) return boundary.error(error);
  const { title, text, mayTryAgain } = describePageError(isRouteErrorResponse(error) ? error.status : null, sentenceIn(error));
  return (
    <Page narrowWidth>
      <Card>
        <BlockStack gap="400">
          <div ref={heading} tabIndex={-1} style={{ outline: "none" }}>
            <Text as="h1" variant="headingLg">
              {title}
            </Text>
          </div>
          <Text as="p">{text}</Text>
          <InlineStack gap="200">
            {mayTryAgain && (
              <Button variant="primary" loading={revalidator.state === "loading"} onClick={() => revalidator.revalidate()}>
                {say("common.try_again")}
              </Button>
            )}
            <Button url="/app">{say("frame.home")}</Button>
            <Button url="/app/products">{say("frame.products")}</Button>
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}

/** A sentence that one of our routes sent along: `{ says: "…" }`. Anything else may be a stranger's text and is not shown. */
function sentenceIn(error: unknown): string | null {
  const data: unknown = isRouteErrorResponse(error) ? error.data : null;
  const says = typeof data === "object" && data !== null && "says" in data ? data.says : null;
  return typeof says === "string" ? says : null;
}
