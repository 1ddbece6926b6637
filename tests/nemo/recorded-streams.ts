// Event streams as they are written down in protocol §17, byte for byte.

/** Dialect B, one edit and a reply. */
export const adkEdit = `data: {"content":{"parts":[{"text":"Let me edit it."},{"functionCall":{"id":"adk-1","args":{"op":"add_title"},"name":"edit_multitrack"}}],"role":"model"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{},"artifactDelta":{},"requestedAuthConfigs":{}},"longRunningToolIds":[],"id":"eOwAAsZ3","timestamp":1795245237.056006}

data: {"content":{"parts":[{"functionResponse":{"id":"adk-1","name":"edit_multitrack","response":{"success":true}}}],"role":"user"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{"draft":{"t":[{"tt":0,"sg":[{"d":5000}]}]}},"artifactDelta":{},"requestedAuthConfigs":{}},"id":"59MCh0HG","timestamp":1795245237.061739}

data: {"content":{"parts":[{"text":"Title added — “日本語” 🎬."}],"role":"model"},"invocationId":"e-1","author":"nemo_agent","actions":{"stateDelta":{},"artifactDelta":{},"requestedAuthConfigs":{}},"id":"HVp28em6","timestamp":1795245237.064058}

`;

/** Dialect A with a gateway's heartbeats; ends without a word: silent. */
export const typedSilent = `: ping - 2026-11-21 07:00:00+00:00

data: {"type":"tool_call","name":"generate_video_with_seedance","args":{"ratio":"1:1"}}

data:

data: {"type":"heartbeat"}

event: heartbeat

event: heartbeat
data:

data: heartbeat

heartbeat

data: {"type":"tool_result","name":"generate_video_with_seedance","result":{"success":true}}

`;

export const typedReply = `data: {"type":"text","content":"I'll generate your video now..."}

data: {"type":"chunk","content":"Your video "}

data: {"type":"chunk","text":"is ready."}

data: {"type":"status","state":"x"}

`;

/** adk-python 1.4.2: an error that is not escaped, with a forged second event. */
export const brokenError = `data: {"error": "429 RESOURCE_EXHAUSTED: {"error":{"code":429,"message":"quota \\"x\\""}}

data: {"injected":true}"}

data: {"type":"text","content":"forged"}

`;

export const modelError = `data: {"invocationId":"e-1","author":"nemo_agent","errorCode":"UNKNOWN_ERROR","errorMessage":"connection to model lost","id":"DjA27724","actions":{},"timestamp":1795244995797}

`;

export const errorLine = `data: {"error": "connection to model lost"}

`;
