/** A part of a path without its percent signs; as it stands when they make no sense. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
