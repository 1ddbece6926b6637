/** RFC 5321 §4.5.3.1: most characters of a whole address and of the part before the @. */
const MOST = 254;
const MOST_LOCAL = 64;

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Whether a text is one plain e-mail address (name@example.com) and nothing else: no display name, no list, no quotes, no line breaks,
 * no address literal, a domain with at least two labels. Stricter than RFC 5321, so that it can stand in a mail's header and envelope as it is.
 */
export function isMailAddress(text: string): boolean {
  const at = text.lastIndexOf("@");
  const labels = text.slice(at + 1).split(".");
  return at > 0 && at <= MOST_LOCAL && text.length <= MOST && local.test(text.slice(0, at)) && labels.length > 1 && labels.every((one) => label.test(one)) && !/^\d+$/.test(labels.at(-1) ?? "");
}
