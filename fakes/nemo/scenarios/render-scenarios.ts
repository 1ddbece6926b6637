import type { Scenario } from "./scenario.ts";

const CRASHED = "Render worker crashed";

/** What a render and its download can do instead of the usual. */
export const RENDER_SCENARIOS: Scenario[] = [
  { name: "render-fails-once", about: "R3: the render ends as failed; the next one is good", faults: [{ at: "render", render: { fail: CRASHED } }] },
  { name: "render-fails-twice", about: "R4: two renders end as failed", faults: [{ at: "render", times: 2, render: { fail: CRASHED } }] },
  { name: "slow-render", about: "R8: the render takes ten minutes", faults: [{ at: "render", render: { lastsMs: 600_000 } }] },
  {
    name: "render-plan-refused",
    about: "R1: 402 although every header is there",
    faults: [{ at: "render", answer: { instead: { status: 402, body: { code: 402, message: "Export is not included in the free plan" } } } }],
  },
  { name: "render-answer-lost", about: "§10.2: the render is accepted, its answer is lost", faults: [{ at: "render", answer: { lose: "after" } }] },
  {
    name: "render-status-502",
    about: "R12: a gateway page instead of the render's status",
    faults: [{ at: "render-status", answer: { instead: { status: 502, headers: { "content-type": "text/html" }, body: "<html><body><h1>502 Bad Gateway</h1></body></html>" } } }],
  },
  { name: "completed-without-url", about: "R10: completed, the address comes later", faults: [{ at: "render-status", times: 2, skip: 1, answer: { omit: ["output", "outputUrl", "data.outputUrl"] } }] },
  { name: "download-cut", about: "L2: the film's connection is cut after 1,000 bytes", faults: [{ at: "cdn", cdn: { cutAfterBytes: 1_000 } }] },
  {
    name: "download-expired",
    about: "L1: the film's address has expired",
    faults: [{ at: "cdn", answer: { instead: { status: 403, headers: { "content-type": "application/xml" }, body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>' } } }],
  },
];
