import { expect, test } from "vitest";
import { VideoWarning } from "#app/components/video-warning.tsx";
import type { VideoStatus } from "#app/videos/video-status.ts";
import { drawPage } from "./draw-page.tsx";
import { makeVideoView } from "./make-video-view.ts";

const draw = (code: string, status: VideoStatus) => drawPage(<VideoWarning warning={{ code, text: "The price has changed." }} video={makeVideoView({ status, productGid: "gid://shopify/Product/7" })} />);

test("a published video that is out of date offers a new one; one that waits for approval blocks a new one and does not", () => {
  const published = draw("video.out_of_date", "published");
  expect(published.text).toContain("The price has changed. Make a new video");
  expect(published.html).toContain('href="/app/products/7"');
  expect(draw("video.out_of_date", "ready").text).not.toContain("Make a new video");
  expect(draw("draft.other_length", "published").text).not.toContain("Make a new video");
});
