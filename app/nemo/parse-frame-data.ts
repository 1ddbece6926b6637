/** What the data of one frame is (protocol §7.3). `values` may be anything JSON can say. */
export type FrameData = { kind: "heartbeat" } | { kind: "done" } | { kind: "json"; values: unknown[] } | { kind: "broken_error"; text: string } | { kind: "junk" };

/**
 * Reads a frame's data: JSON, or JSON on each line (two events whose blank line was lost), or an error that adk-python
 * 1.4.2 wrote without escaping it (`{"error": "<text>"}`), or junk.
 */
export function parseFrameData(data: string): FrameData {
  const text = data.trim();
  if (text === "" || text === "heartbeat") return { kind: "heartbeat" };
  if (text === "[DONE]") return { kind: "done" };
  const whole = tryParse(text);
  if (whole) return { kind: "json", values: [whole.value] };
  const lines = text.includes("\n") ? text.split("\n").map((line) => tryParse(line.trim())) : [];
  const values = lines.flatMap((line) => (line ? [line.value] : []));
  const brokenError = /^\{\s*"error"/.test(text);
  if (values.length > 0 && !brokenError) return { kind: "json", values };
  return brokenError ? { kind: "broken_error", text } : { kind: "junk" };
}

function tryParse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
