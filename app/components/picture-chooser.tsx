import { Button, InlineStack } from "@shopify/polaris";
import { ArrowLeftIcon, ArrowRightIcon, XSmallIcon } from "@shopify/polaris-icons";
import { useEffect, useRef } from "react";
import type { VideoPlanView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";
import { pictureListStyle, PictureTile } from "./picture-grid.tsx";

export interface PictureChooserProps {
  pictures: VideoPlanView["pictures"];
  /** Media gids in the order that was chosen; ahead of `pictures` while the plan is on its way. */
  order: string[];
  onOrder(order: string[]): void;
}

type Act = "earlier" | "later" | "out";

/** Pictures with buttons to move and to leave them out. The focus stays with the picture that was moved. */
export function PictureChooser({ pictures, order, onOrder }: PictureChooserProps) {
  const list = useRef<HTMLOListElement>(null);
  const focusOn = useRef<{ mediaGid: string; act: Act } | null>(null);
  const rank = (mediaGid: string) => order.indexOf(mediaGid);
  const shown = pictures.filter((picture) => rank(picture.mediaGid) >= 0).sort((a, b) => rank(a.mediaGid) - rank(b.mediaGid));
  const gids = shown.map((picture) => picture.mediaGid);
  const shownAs = gids.join();
  useEffect(() => {
    const at = focusOn.current;
    focusOn.current = null;
    const tile = at && list.current?.querySelector(`[data-media="${CSS.escape(at.mediaGid)}"]`);
    const button = tile?.querySelector<HTMLButtonElement>(`[data-act="${at?.act}"] button:not([disabled])`) ?? tile?.querySelector<HTMLButtonElement>("button:not([disabled])");
    button?.focus();
  }, [shownAs]);

  const move = (from: number, to: number) => {
    const mediaGid = gids[from] ?? "";
    focusOn.current = { mediaGid, act: to < from ? "earlier" : "later" };
    const rest = gids.filter((gid) => gid !== mediaGid);
    onOrder([...rest.slice(0, to), mediaGid, ...rest.slice(to)]);
  };
  const leaveOut = (at: number) => {
    focusOn.current = { mediaGid: gids[at + 1] ?? gids[at - 1] ?? "", act: "out" };
    onOrder(gids.filter((_, index) => index !== at));
  };
  return (
    <ol ref={list} style={pictureListStyle}>
      {shown.map((picture, at) => (
        <li key={picture.mediaGid} data-media={picture.mediaGid}>
          <PictureTile picture={picture} at={at} />
          <InlineStack gap="050" wrap={false}>
            <span data-act="earlier">
              <Button variant="tertiary" size="micro" icon={ArrowLeftIcon} disabled={at === 0} onClick={() => move(at, at - 1)} accessibilityLabel={say("product.move_earlier", { n: at + 1 })} />
            </span>
            <span data-act="later">
              <Button variant="tertiary" size="micro" icon={ArrowRightIcon} disabled={at === shown.length - 1} onClick={() => move(at, at + 1)} accessibilityLabel={say("product.move_later", { n: at + 1 })} />
            </span>
            <span data-act="out">
              <Button variant="tertiary" size="micro" icon={XSmallIcon} disabled={shown.length === 1} onClick={() => leaveOut(at)} accessibilityLabel={say("product.leave_out", { n: at + 1 })} />
            </span>
          </InlineStack>
        </li>
      ))}
    </ol>
  );
}
