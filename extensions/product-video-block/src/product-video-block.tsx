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
  const [round, setRound] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let moving = false;
    let gone = false;
    const look = async () => {
      const answer = await askApp<ProductState>(`/api/product-video?productGid=${encodeURIComponent(productGid)}`);
      if (gone) return;
      if (answer.ok) {
        setProduct(answer.body);
        moving = answer.body.latest?.moving === true;
      }
      setTrouble(answer.ok ? null : (answer.text ?? say("unreachable")));
      // also after a look that failed: what was on its way still is
      if (moving) timer = setTimeout(look, LOOK_EVERY_MS);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [productGid, round]);

  const latest = product?.latest;
  return (
    <s-admin-block heading={say("name")}>
      <s-stack gap="base">
        {!product && !trouble && <s-spinner accessibilityLabel={say("looking")} />}
        {trouble && !product && (
          <s-stack gap="small-200">
            <s-text>{trouble}</s-text>
            <s-button onClick={() => setRound(round + 1)}>{say("again")}</s-button>
          </s-stack>
        )}
        {latest && (
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
        {product && !latest && <s-text>{product.pictures.count ? say("none", { count: product.pictures.count }) : say("noPictures")}</s-text>}
        {product && !product.current && (
          <s-stack direction="inline">
            <s-button onClick={() => shopify.navigation.navigate(ACTION)}>{say(latest ? "another" : "generate")}</s-button>
          </s-stack>
        )}
      </s-stack>
    </s-admin-block>
  );
}
