import { Box, Text } from "@shopify/polaris";
import { useNavigate } from "@remix-run/react";
import { useMemo, useState } from "react";
import { productPath } from "#app/lib/product-address.ts";
import { say } from "#app/words/say.ts";
import type { ItemRowData } from "./item-row-data.ts";
import { ItemRow } from "./item-row.tsx";
import { KeysHelp } from "./keys-help.tsx";
import type { ApproveQueue } from "./use-approve-queue.ts";
import { useProductPictures } from "./use-product-pictures.ts";
import { useRowKeys } from "./use-row-keys.ts";

export interface ItemListProps {
  items: ItemRowData[];
  queue: ApproveQueue;
}

const HELP = "batch-keys";

/** Rows of a batch, to be walked over by keys as well. What a key did is read out. */
export function ItemList({ items, queue }: ItemListProps) {
  const navigate = useNavigate();
  const [said, setSaid] = useState("");
  const pictures = useProductPictures(items);
  const acts = useMemo(() => {
    const of = (key: string) => items.find((row) => String(row.position) === key);
    return {
      a: (key: string) => {
        const row = of(key);
        if (!row?.mayApprove || !row.videoId) return setSaid(row ? say("batches.not_to_approve", { title: row.title }) : say("batches.not_to_approve_this"));
        queue.approve(row.videoId);
        setSaid(say("batches.approved", { title: row.title }));
      },
      o: (key: string) => {
        const row = of(key);
        if (row) navigate(row.videoId ? `/app/videos/${row.videoId}` : productPath(row.productGid));
      },
    };
  }, [items, queue, navigate]);
  const onKeyDown = useRowKeys(acts);
  if (items.length === 0) {
    return (
      <Box padding="400">
        <Text as="p" tone="subdued">
          {say("batches.no_rows")}
        </Text>
      </Box>
    );
  }
  return (
    <>
      <KeysHelp id={HELP} />
      {/* The one stop of the Tab key from which the letters work; each row's own links and buttons follow. */}
      <ul aria-label={say("batches.rows")} aria-describedby={HELP} tabIndex={0} onKeyDown={onKeyDown} style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {items.map((row) => (
          <li key={row.position}>
            <ItemRow row={row} pictureUrl={row.pictureUrl ?? pictures.get(row.productGid) ?? null} approving={row.videoId !== null && queue.underWay.has(row.videoId)} onApprove={queue.approve} />
          </li>
        ))}
      </ul>
      <div role="status">
        <Text as="span" visuallyHidden>
          {said}
        </Text>
      </div>
    </>
  );
}
