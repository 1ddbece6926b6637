import { expect, test } from "vitest";
import { linesOfHtml } from "#app/lib/strip-html.ts";

test.each([
  ["<p>Low-top leather trainers.</p><ul><li>Reinforced heel</li><li>Perforated toe box</li></ul>", ["Low-top leather trainers.", "Reinforced heel", "Perforated toe box"]],
  ["Hand wash<br>Made in Porto<br/>45 × 45 cm", ["Hand wash", "Made in Porto", "45 × 45 cm"]],
  ["<h3>Care</h3><div>Wipe <b>only</b></div><dl><dt>Width</dt><dd>30 cm</dd></dl>", ["Care", "Wipe only", "Width", "30 cm"]],
  ["<table><tbody><tr><td>Height</td><td>12 cm</td></tr></tbody></table>", ["Height", "12 cm"]],
  ["<p>Soft\n  merino,\twoven\nslowly.</p>\n\n<p>Warm.</p>", ["Soft merino, woven slowly.", "Warm."]],
  ["Soft merino.\nWarm.", ["Soft merino.", "Warm."]],
  ["<p>A &amp; B</p><script>x</script><p>&nbsp;</p>", ["A & B"]],
])("blocks of HTML are lines of their own, and its own line ends are none: %s", (html, lines) => {
  expect(linesOfHtml(html).split("\n")).toEqual(lines);
});
