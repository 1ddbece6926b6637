// Finds text for people that stands in the code instead of the catalogues: in components and routes any of it, elsewhere whole sentences.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(import.meta.dirname, "../..");

/** Attributes and keys whose words a person reads, even when it is a single one. */
const readByPeople = new Set(["title", "label", "content", "helpText", "placeholder", "alt", "accessibilityLabel", "aria-label", "heading", "text", "merchantMessage", "question", "confirmLabel", "busyLabel", "details", "hint", "suffix", "prefix", "name"]);

/** What looks like text and is none: CSS, addresses, headers, class names, header values. */
const technical = [/^Bearer /, /^(var|calc|min|max|repeat|rgba?|minmax)\(/, /^[a-z-]+: /, /^inset \d/, /(max|min)-content/, /;$/, /^\d/, /^https?:/, /^[./#]/, /^(public|private|no-store|no-cache)\b/, /^attachment; /, /^Shelfreel$/, /^text\/|^application\//, /^frame-ancestors/, /^#app\//];

/** Places that are no reader's: prompts are NemoVideo's, what people read of a recipe is a Sentence by its type; logs and bugs are the operator's, documents are Shopify's. */
const elsewhere = [/^app\/videos\/prompts\//, /^app\/videos\/recipes\/[^/]*prompt/, /^app\/videos\/recipes\/(ai-video|ecommerce-|video-creat)/, /-documents\.ts$/, /^app\/operations\//, /^app\/(env|log)\.server\.ts$/, /^app\/words\//];

const isText = (text: string): boolean => /[A-Za-zÀ-ž]{2,}[,.:;!?]? +[A-Za-zÀ-ž{(]/.test(text) && !technical.some((form) => form.test(text));
const isSentence = (text: string): boolean => /^[A-ZÀ-Ž“].* .*[.?!”]$/s.test(text.trim());
const hasWord = (text: string): boolean => /[A-Za-zÀ-ž]{2,}/.test(text);

/** Inside `new Error(…)`, a log call, a `message:` for the log or a `throw new Error`, words are the operator's. */
function isOperators(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isNewExpression(at) && /^(Type|Range)?Error$/.test(at.expression.getText())) return true;
    if (ts.isCallExpression(at) && /\b(log|logger|console)\b[^(]*$|\.(info|warn|error|debug|fatal)$/.test(at.expression.getText())) return true;
    if (ts.isPropertyAssignment(at) && at.name.getText() === "message") return true;
    if (ts.isStatement(at) && !ts.isExpressionStatement(at) && !ts.isReturnStatement(at) && !ts.isVariableStatement(at)) return false;
  }
  return false;
}

/** `Response.json({ error: "…" })` tells a program that it asked wrongly; no page shows it. */
function isPrograms(node: ts.Node): boolean {
  const { parent } = node;
  const call = ts.isPropertyAssignment(parent) && parent.name.getText() === "error" ? parent.parent.parent : null;
  return call !== null && ts.isCallExpression(call) && call.expression.getText() === "Response.json";
}

export interface LooseText {
  file: string;
  line: number;
  text: string;
}

/** Loose text of one file of the app, in the order of its lines. `text` instead of what is on the disk. */
export function findLooseText(file: string, text?: string): LooseText[] {
  if (elsewhere.some((form) => form.test(file))) return [];
  const source = ts.createSourceFile(file, text ?? readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const panel = /^app\/(components|routes)\//.test(file) || file === "app/root.tsx";
  const found: LooseText[] = [];
  const report = (node: ts.Node, text: string) => found.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim().slice(0, 120) });
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && ["say", "sentence"].includes(node.expression.getText())) return node.arguments.slice(1).forEach(visit);
    if (ts.isJsxText(node) && hasWord(node.text)) report(node, node.text);
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
      const text = ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map((span) => `{x}${span.literal.text}`).join("") : node.text;
      const owner = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
      const key = (ts.isPropertyAssignment(owner) || ts.isJsxAttribute(owner)) && owner.name.getText();
      // "name" and "text" are also keys of forms and events; there a lower-case word is technical
      const single = key && readByPeople.has(key) && /^[A-ZÀ-Ž]/.test(text) && hasWord(text) && !technical.some((form) => form.test(text));
      if (!isOperators(node) && !isPrograms(node) && (panel ? isText(text) || single : isSentence(text))) report(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Files of the app below some paths (all of app without any), relative to the root. */
export const appFiles = (...under: string[]): string[] => (under.length ? under.flatMap((at) => (/\.tsx?$/.test(at) ? [at] : globSync(`${at}/**/*.{ts,tsx}`, { cwd: root }))) : globSync("app/**/*.{ts,tsx}", { cwd: root })).sort();

if (process.argv[1] === import.meta.filename) for (const { file, line, text } of appFiles(...process.argv.slice(2)).flatMap((at) => findLooseText(at))) console.log(`${file}:${line}  ${text}`);
