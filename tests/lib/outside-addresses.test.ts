import { expect, test } from "vitest";
import { outsideUrlProblem } from "#app/lib/check-outside-url.ts";
import { isPublicAddress } from "#app/lib/public-address.ts";

test("only addresses of the public internet are public", () => {
  for (const address of ["8.8.8.8", "151.101.1.1", "2606:4700::1111", "2001:4860:4860::8888"]) expect(isPublicAddress(address), address).toBe(true);
  const closed = ["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "localhost", "", "1.2.3"];
  for (const address of closed) expect(isPublicAddress(address), address).toBe(false);
});

test("an address from outside is https on its own port and leads to a public name", () => {
  for (const url of ["https://static1.nemovideo.ai/x.mp4?sig=1", "https://static1.nemovideo.ai:443/x", "https://8.8.8.8/x", "https://xn--bcher-kva.example/x"]) expect(outsideUrlProblem(new URL(url)), url).toBeNull();
  const refused = ["http://static1.nemovideo.ai/x", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/x", "http://10.0.0.1/", "https://10.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://localhost/", "https://localhost./", "https://a.localhost/", "https://metadata.google.internal/", "https://printer.local/", "https://intranet/", "https://user:pw@a.example/", "https://user@a.example/", "https://a.example:22/", "https://a.example:8443/", "https://1.0.0.127.in-addr.arpa/"];
  for (const url of refused) expect(outsideUrlProblem(new URL(url)), url).not.toBeNull();
});

test("an exception is made by host and port only", () => {
  const allow = (host: string, port: string) => host === "127.0.0.1" && port === "8080";
  expect(outsideUrlProblem(new URL("http://127.0.0.1:8080/x"), allow)).toBeNull();
  expect(outsideUrlProblem(new URL("http://127.0.0.1:8081/x"), allow)).not.toBeNull();
  expect(outsideUrlProblem(new URL("http://u:p@127.0.0.1:8080/x"), allow)).not.toBeNull();
});
