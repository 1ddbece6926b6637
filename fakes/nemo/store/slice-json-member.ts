/**
 * The exact text of one member of the outermost object in `json`, which must be valid JSON; undefined when it is not there.
 * With two members of the same name the last one counts, as it does for every JSON parser.
 */
export function sliceJsonMember(json: string, name: string): string | undefined {
  let at = skipSpace(json, 0);
  if (json[at] !== "{") return undefined;
  let found: string | undefined;
  at = skipSpace(json, at + 1);
  while (json[at] === '"') {
    const keyEnd = endOfString(json, at);
    const key = JSON.parse(json.slice(at, keyEnd)) as string;
    const valueAt = skipSpace(json, skipSpace(json, keyEnd) + 1);
    const valueEnd = endOfValue(json, valueAt);
    if (key === name) found = json.slice(valueAt, valueEnd);
    at = skipSpace(json, valueEnd);
    if (json[at] !== ",") break;
    at = skipSpace(json, at + 1);
  }
  return found;
}

function skipSpace(json: string, at: number): number {
  while (at < json.length && " \t\r\n".includes(json[at]!)) at++;
  return at;
}

function endOfString(json: string, at: number): number {
  for (let i = at + 1; i < json.length; i++) {
    if (json[i] === "\\") i++;
    else if (json[i] === '"') return i + 1;
  }
  return json.length;
}

function endOfValue(json: string, at: number): number {
  if (json[at] === '"') return endOfString(json, at);
  if (json[at] !== "{" && json[at] !== "[") {
    while (at < json.length && !",]} \t\r\n".includes(json[at]!)) at++;
    return at;
  }
  let depth = 0;
  for (let i = at; i < json.length; i++) {
    const sign = json[i];
    if (sign === '"') i = endOfString(json, i) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return i + 1;
  }
  return json.length;
}
