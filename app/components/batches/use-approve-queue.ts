import type { FetcherWithComponents } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";

export interface ApproveQueue {
  /** Videos whose approval was asked for and not answered yet. */
  underWay: ReadonlySet<string>;
  approve(videoId: string): void;
}

/**
 * Approvals one after the other, as fast as keys are pressed: what is asked for while an answer is out goes together with the next
 * request, so that none is lost and none is sent twice.
 */
export function useApproveQueue(fetcher: FetcherWithComponents<unknown>): ApproveQueue {
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef<string[]>([]);
  const sent = useRef<string[]>([]);
  const send = useCallback(() => {
    if (sent.current.length > 0 || waiting.current.length === 0) return;
    sent.current = waiting.current;
    waiting.current = [];
    fetcher.submit({ intent: "approve", videoIds: sent.current.join(",") }, { method: "post" });
  }, [fetcher]);

  const wasBusy = useRef(false);
  useEffect(() => {
    if (fetcher.state !== "idle") {
      wasBusy.current = true;
      return;
    }
    if (!wasBusy.current) return;
    wasBusy.current = false;
    sent.current = [];
    setUnderWay(new Set(waiting.current));
    send();
  }, [fetcher.state, send]);

  const approve = useCallback((videoId: string) => {
    if (sent.current.includes(videoId) || waiting.current.includes(videoId)) return;
    waiting.current = [...waiting.current, videoId];
    setUnderWay(new Set([...sent.current, ...waiting.current]));
    send();
  }, [send]);
  return { underWay, approve };
}
