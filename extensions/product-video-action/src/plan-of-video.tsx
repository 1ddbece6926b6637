import type { ProductState } from "./product-state.ts";
import { inApp, number, say } from "./say.ts";

/** What is sent, what it costs, and what stands in the way, before the click that pays. */
export function PlanOfVideo({ product }: { product: ProductState }) {
  const { pictures, expectedCredits, creditsAvailable } = product;
  return (
    <>
      {product.blockers.length > 0 && (
        <s-banner tone="warning" heading={say("blocked")}>
          {product.blockers.map((text) => (
            <s-paragraph key={text}>{text}</s-paragraph>
          ))}
        </s-banner>
      )}
      {product.latest && (
        <s-stack direction="inline" gap="small-200" alignItems="center">
          <s-text>{say("latest")}</s-text>
          <s-badge tone={product.latest.status === "published" ? "success" : "warning"}>{say(`status.${product.latest.status}`)}</s-badge>
          <s-link href={inApp(product.latest.path)}>{say("look")}</s-link>
        </s-stack>
      )}
      <s-text type="strong">{pictures.count ? say("pictures", { count: pictures.count }) : say("noPictures")}</s-text>
      {pictures.shown.length > 0 && (
        <s-stack direction="inline" gap="small-200">
          {pictures.shown.map((picture) => (
            <s-thumbnail key={picture.url} src={picture.url} alt={picture.alt ?? ""} size="base" />
          ))}
        </s-stack>
      )}
      <s-stack gap="small-200">
        <s-text>{say("recipe", { recipe: product.recipe })}</s-text>
        <s-text>{say("cost", { credits: number(expectedCredits) })}</s-text>
        {creditsAvailable === null && <s-text>{say("balanceUnknown")}</s-text>}
        {creditsAvailable !== null && creditsAvailable >= expectedCredits && <s-text>{say("balance", { credits: number(creditsAvailable) })}</s-text>}
        {creditsAvailable !== null && creditsAvailable < expectedCredits && <s-text tone="caution">{say("balanceLow", { credits: number(creditsAvailable) })}</s-text>}
      </s-stack>
      {product.notices.map((text) => (
        <s-banner key={text} tone="info">
          <s-paragraph>{text}</s-paragraph>
        </s-banner>
      ))}
      <s-text color="subdued">{say("beforeApproval")}</s-text>
    </>
  );
}
