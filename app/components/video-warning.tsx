import { Banner, Text } from "@shopify/polaris";
import { productPath } from "#app/lib/product-address.ts";
import type { VideoView } from "#app/videos/video-view.ts";
import { say } from "#app/words/say.ts";

/** Something to know about a video; where a new one would mend it, with the way there. */
export function VideoWarning({ warning, video }: { warning: VideoView["warnings"][number]; video: VideoView }) {
  const mendedByANewOne = warning.code === "video.out_of_date" && video.status === "published";
  return (
    <Banner tone="warning" {...(mendedByANewOne && { action: { content: say("video.make_new"), url: productPath(video.productGid) } })}>
      <Text as="p">{warning.text}</Text>
    </Banner>
  );
}
