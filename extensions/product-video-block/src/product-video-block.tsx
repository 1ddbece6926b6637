import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askApp } from "./ask-app.ts";
import type { ProductState } from "./product-state.ts";
import { inApp, say } from "./say.ts";
import { toneOf } from "./tone-of.ts";

/** How often the card looks again while a video is on its way, in ms. */
const LOOK_EVERY_MS = 5_000;
const ACTION = "extension://product-video-action";

export default async () => {
  render(<ProductVideoBlock />, document.body);
};

/** The card on the product's page: how its newest video stands, and the way to it. */
function ProductVideoBlock() {
  const productGid = shopify.data.selected[0]?.id ?? "";
  const [product, setProduct] = useState<ProductState | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const look = async () => {
    const answer = await askApp<ProductState>(`/api/product-video?productGid=${encodeURIComponent(productGid)}`);
    setTrouble(answer.ok ? null : (answer.text ?? say("unreachable")));
    if (answer.ok) setProduct(answer.body);
    return answer.ok && answer.body.latest?.moving === true;
  };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const lookOn = async () => {
      const moving = await look();
      if (moving && !gone) timer = setTimeout(lookOn, LOOK_EVERY_MS);
    };
    void lookOn();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [productGid]);

  const latest = product?.latest;
  return (
    <s-admin-block heading={say("name")}>
      <s-stack gap="base">
        {!product && !trouble && <s-spinner accessibilityLabel={say("looking")} />}
        {trouble && (
          <s-stack gap="small-200">
            <s-text>{trouble}</s-text>
            <s-button onClick={() => void look()}>{say("again")}</s-button>
          </s-stack>
        )}
        {!trouble && latest && (
          <s-stack direction="inline" gap="base" alignItems="center">
            {latest.pictureUrl && <s-thumbnail src={latest.pictureUrl} alt="" size="base" />}
            <s-stack gap="small-200">
              <s-stack direction="inline" gap="small-200">
                <s-badge tone={toneOf(latest.status)}>{say(`status.${latest.status}`)}</s-badge>
                {latest.outOfDate && <s-badge tone="warning">{say("outOfDate")}</s-badge>}
              </s-stack>
              {latest.outOfDate && <s-text>{say("changed")}</s-text>}
              <s-link href={inApp(latest.path)}>{say(latest.status === "ready" ? "approve" : "look")}</s-link>
            </s-stack>
          </s-stack>
        )}
        {!trouble && product && !latest && <s-text>{product.pictures.count ? say("none", { count: product.pictures.count }) : say("noPictures")}</s-text>}
        {!trouble && product && !product.current && (
          <s-stack direction="inline">
            <s-button onClick={() => shopify.navigation.navigate(ACTION)}>{say(latest ? "another" : "generate")}</s-button>
          </s-stack>
        )}
      </s-stack>
    </s-admin-block>
  );
}
