/** What programs and people who mean harm put where a name, a number or an id belongs. */
export const hostileValues: readonly string[] = [
  "", " ", "0", "-1", "1e309", "NaN", "null", "undefined", "true", "[]", "{}", "[object Object]", "__proto__", "constructor", "toString", "9007199254740993", "99999999999999999999999", "0x10", "１２",
  "' OR 1=1 --", '"; DROP TABLE "Video"; --', "1; SELECT pg_sleep(5)", "\\", "\\x00", "%00", "%", "%zz", "%c0%af", "../../../../etc/passwd", "..\\..\\", "/etc/passwd", "file:///etc/passwd", "//evil.example", "https://evil.example/", "javascript:alert(1)",
  "<script>alert(1)</script>", "</script><script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "${7*7}", "`id`", "$(id)", "| id", "\r\nX-Injected: 1", "\n", "\u0000", "\u202e", "\ud800".toWellFormed(), "💥", "é".repeat(300),
  "gid://shopify/Product/1", "gid://shopify/Product/0", "gid://shopify/Product/../../Shop/1", "gid://shopify/Video/1", "gid://shopify/Product/99999999999999999999", "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-7fff-bfff-ffffffffffff",
  "x".repeat(5_000), "9".repeat(400), "[".repeat(2_000), `${"{\"a\":".repeat(500)}1${"}".repeat(500)}`, '{"__proto__":{"admin":true}}', '{"format":"1:1","lengthSeconds":20}', '{"lengthSeconds":1e999}', "last", "second", "manual", "en", "footage", "logo", "all",
];

/** Bodies that are no forms and no JSON, with what they say that they are. */
export const brokenBodies: readonly { type: string; body: string }[] = [
  { type: "application/json", body: "{" }, { type: "application/json", body: "" }, { type: "application/json", body: "null" }, { type: "application/json", body: "[".repeat(5_000) }, { type: "application/json", body: '"\\ud800"' },
  { type: "application/json; charset=utf-7", body: "{}" }, { type: "application/x-www-form-urlencoded", body: "%%%=%zz&&&=&intent" }, { type: "application/x-www-form-urlencoded", body: "a=1&".repeat(2_000) },
  { type: "multipart/form-data", body: "no boundary" }, { type: "multipart/form-data; boundary=x", body: "--x\r\nContent-Disposition: form-data; name=\"intent\"" }, { type: "multipart/form-data; boundary=x", body: "--x--" },
  { type: "text/plain", body: "intent=approve" }, { type: "application/octet-stream", body: "\u0000\u0001" }, { type: "nonsense", body: "x" }, { type: "", body: "x" }, { type: "application/xml", body: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>' },
];
