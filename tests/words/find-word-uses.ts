// Finds where the code of the app names texts of the catalogues.
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(import.meta.dirname, "../..");

/** What needs a reader: at the top of a module there is none. */
const tellers = new Set(["say", "tell", "tellKept", "countOf", "groupDigits", "formatElapsed", "formatBytes", "formatCredits", "formatUtc", "currentLocale", "currentWords"]);

export interface WordCall {
  file: string;
  line: number;
  /** `say`, `sentence`, `Said`, or another teller. */
  name: string;
  /** The texts it may name, with `*` for what a template fills in; empty where the name is worked out elsewhere. */
  ids: string[];
  /** Names of the values it passes; null where they are put together elsewhere. */
  values: string[] | null;
  /** Runs when the module is loaded. */
  atTop: boolean;
}

/** A file of the app (path from the root) as TypeScript reads it. `text` instead of what is on the disk. */
export const readSource = (file: string, text = readFileSync(path.join(root, file), "utf8")): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

/** Every call that tells or keeps a text, and every `<Said id=…>`. */
export function findWordCalls(source: ts.SourceFile): WordCall[] {
  const calls: WordCall[] = [];
  const add = (node: ts.Node, name: string, id: ts.Node | undefined, values: ts.Expression | undefined) =>
    calls.push({ file: source.fileName, line: lineOf(source, node), name, ids: idsOf(id), values: values ? namesOf(values) : [], atTop: runsAtTop(node) });
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && (tellers.has(node.expression.text) || node.expression.text === "sentence")) {
      const direct = ["say", "sentence"].includes(node.expression.text);
      add(node, node.expression.text, direct ? node.arguments[0] : undefined, direct ? node.arguments[1] : undefined);
    }
    if ((ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) && node.tagName.getText() === "Said" && attribute(node, "id")) add(node, "Said", attribute(node, "id"), attribute(node, "values"));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

/** Every string that may name a text, with `*` for what a template fills in: all but those that are compared, imported, or the code of an error. */
export function findIdStrings(node: ts.Node, source: ts.SourceFile): { id: string; line: number }[] {
  const found: { id: string; line: number }[] = [];
  const visit = (at: ts.Node): void => {
    if (ts.isImportDeclaration(at) || ts.isExportDeclaration(at) || ts.isTypeNode(at)) return;
    if (ts.isStringLiteralLike(at) || ts.isTemplateExpression(at)) {
      const id = patternOf(at);
      if (/^[a-z]+\.[a-z0-9_*]+$/.test(id) && !isCode(at)) found.push({ id, line: lineOf(source, at) });
    }
    ts.forEachChild(at, visit);
  };
  visit(node);
  return found;
}

const lineOf = (source: ts.SourceFile, node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

/** Codes of errors look like names of texts: they are compared, sorted into cases, and stand after `code:`. */
function isCode(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return /^(===?|!==?)$/.test(parent.operatorToken.getText());
  return ts.isCaseClause(parent) || (ts.isPropertyAssignment(parent) && (parent.name === node || /^(code|errorCode|skipReason|reason)$/.test(parent.name.getText())));
}

const patternOf = (node: ts.StringLiteralLike | ts.TemplateExpression): string => (ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join("") : node.text);

/** Whether a name with `*` means this text. */
export const meansText = (pattern: string, id: string): boolean => pattern === id || (pattern.includes("*") && new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", "\\w+")}$`).test(id));

function idsOf(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return [patternOf(node)];
  if (ts.isConditionalExpression(node)) return [...idsOf(node.whenTrue), ...idsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isJsxExpression(node)) return idsOf(node.expression);
  return [];
}

function namesOf(node: ts.Expression): string[] | null {
  if (ts.isParenthesizedExpression(node)) return namesOf(node.expression);
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment)) return null;
  return node.properties.map((property) => property.name?.getText() ?? "");
}

function attribute(node: ts.JsxSelfClosingElement | ts.JsxOpeningElement, name: string): ts.Expression | undefined {
  const found = node.attributes.properties.find((property) => ts.isJsxAttribute(property) && property.name.getText() === name);
  const value = found && ts.isJsxAttribute(found) ? found.initializer : undefined;
  if (!value) return undefined;
  return ts.isJsxExpression(value) ? value.expression : ts.isStringLiteral(value) ? value : undefined;
}

function runsAtTop(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    const called = ts.isParenthesizedExpression(at.parent) ? at.parent.parent : at.parent;
    if (ts.isFunctionLike(at) && !(ts.isCallExpression(called) && ts.isParenthesizedExpression(called.expression))) return false;
  }
  return true;
}
