/**
 * Text that may be stored and shown: well-formed UTF-16, no control characters but the newline, no directional
 * overrides that could turn a line around, at most `maxLength` UTF-16 units.
 */
export function cleanText(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? text.slice(0, maxLength) : text;
  return (
    cut
      .toWellFormed()
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, " ")
      // Control characters are what this is about.
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
  );
}
