import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { askApp } from "./ask-app.ts";
import type { ProductState } from "./product-state.ts";
import { say } from "./say.ts";
import { PlanOfVideo } from "./plan-of-video.tsx";
import { VideoAtWork } from "./video-at-work.tsx";

interface Trouble {
  text: string;
  charge: string | null;
}

export default async () => {
  render(<ProductVideoAction />, document.body);
};

/** Says what would be made of the product and begins it. It never waits for the video: that takes minutes. */
function ProductVideoAction() {
  const productGid = shopify.data.selected[0]?.id ?? "";
  const [product, setProduct] = useState<ProductState | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [begun, setBegun] = useState<{ path: string } | null>(null);
  const [busy, setBusy] = useState(false);

  const look = async () => {
    setTrouble(null);
    const answer = await askApp<ProductState>(`/api/product-video?productGid=${encodeURIComponent(productGid)}`);
    if (answer.ok) setProduct(answer.body);
    else setTrouble({ text: answer.text ?? say("unreachable"), charge: answer.charge });
  };
  useEffect(() => void look(), [productGid]);

  const generate = async () => {
    setBusy(true);
    setTrouble(null);
    const answer = await askApp<{ videoId: string; path: string }>("/api/product-video", { productGid });
    if (answer.ok) setBegun(answer.body);
    else setTrouble({ text: answer.text ?? say("maybeBegun"), charge: answer.charge });
    setBusy(false);
  };

  const mayGenerate = product !== null && !begun && !product.current && product.blockers.length === 0;
  return (
    <s-admin-action heading={say("heading")} loading={!product && !trouble}>
      <s-stack gap="base">
        {trouble && (
          <s-banner tone="critical" heading={say("trouble")}>
            <s-paragraph>{trouble.charge ? `${trouble.text} ${trouble.charge}` : trouble.text}</s-paragraph>
          </s-banner>
        )}
        {begun && <VideoAtWork heading={say("begun")} path={begun.path} tone="success" text={say("youCanClose")} />}
        {!begun && product?.current && <VideoAtWork heading={say(`status.${product.current.status}`)} path={product.current.path} tone="info" text={say(`next.${product.current.status}`)} />}
        {!begun && product && !product.current && <PlanOfVideo product={product} />}
      </s-stack>
      {mayGenerate && (
        <s-button slot="primary-action" variant="primary" loading={busy} disabled={busy} onClick={generate}>
          {say("generate")}
        </s-button>
      )}
      {!product && trouble && (
        <s-button slot="primary-action" variant="primary" onClick={look}>
          {say("again")}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {say("close")}
      </s-button>
    </s-admin-action>
  );
}
