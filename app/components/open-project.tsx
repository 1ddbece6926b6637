import { Button } from "@shopify/polaris";
import { useState } from "react";
import { say } from "#app/words/say.ts";
import { showToast } from "./show-toast.ts";

/** Opens the video's project at NemoVideo in a new tab. The link is asked for when it is wanted. */
export function OpenProject({ videoId }: { videoId: string }) {
  const [asking, setAsking] = useState(false);
  const open = async () => {
    setAsking(true);
    const link = await askForLink(videoId);
    setAsking(false);
    if (link) window.open(link, "_blank", "noopener");
    else showToast(say("video.no_link"));
  };
  return (
    <Button loading={asking} onClick={() => void open()}>
      {say("video.open_at_nemo")}
    </Button>
  );
}

/** Plain fetch: App Bridge adds the session token. Null when there is no link, for whatever reason. */
async function askForLink(videoId: string): Promise<string | null> {
  try {
    const answer = await fetch(`/app/videos/${videoId}/project`, { method: "POST" });
    const { link } = (await answer.json()) as { link?: string | null };
    return answer.ok && link?.startsWith("https://") ? link : null;
  } catch {
    return null;
  }
}
