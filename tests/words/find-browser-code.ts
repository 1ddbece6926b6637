// What of the app a browser may run: the parts of modules that pages reach, without what only loaders and actions use, as the build leaves it.
import { existsSync, globSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { readSource } from "./find-word-uses.ts";

const root = path.resolve(import.meta.dirname, "../..");
/** Remix takes these out of what it sends to a browser. */
const serverOnly = new Set(["loader", "action", "headers"]);

interface Part {
  node: ts.Node;
  /** Names of the module, or brought into it, that this part mentions. */
  mentions: Set<string>;
}

interface Module {
  source: ts.SourceFile;
  parts: Map<string, Part[]>;
  /** Run whenever the module is loaded. */
  always: Part[];
  imports: Map<string, { file: string; name: string }>;
  exports: Map<string, string>;
  /** `export … from`. */
  passedOn: { file: string; name: string; as: string }[];
}

export interface BrowserPart {
  source: ts.SourceFile;
  node: ts.Node;
  /** The file that led here. */
  from: string;
}

/** Every part that a page, the root document or the browser's entry reaches. `read` gives the text of a file, null where there is none. */
export function findBrowserCode(roots = browserRoots(), read?: (file: string) => string | null): BrowserPart[] {
  const modules = new Map<string, Module | null>();
  const load = (file: string): Module | null => {
    if (!modules.has(file)) modules.set(file, readable(file, read) ? readModule(read ? readSource(file, read(file) ?? "") : readSource(file)) : null);
    return modules.get(file) ?? null;
  };
  const reached = new Map<ts.Node, BrowserPart>();
  const seen = new Set<string>();
  const take = (module: Module, parts: Part[], from: string) => {
    for (const { node, mentions } of parts) {
      if (reached.has(node)) continue;
      reached.set(node, { source: module.source, node, from });
      for (const name of mentions) reach(module.source.fileName, name, from);
    }
  };
  function reach(file: string, name: string, from: string): void {
    const module = seen.has(`${file} ${name}`) ? null : load(file);
    seen.add(`${file} ${name}`);
    if (!module) return;
    take(module, module.always, from);
    take(module, module.parts.get(name) ?? [], from);
    const brought = module.imports.get(name);
    if (brought) exported(brought.file, brought.name, file);
  }
  function exported(file: string, name: string, from: string): void {
    const module = load(file);
    if (!module) return;
    take(module, module.always, from);
    for (const local of name === "*" ? module.exports.values() : [module.exports.get(name) ?? ""]) if (local) reach(file, local, from);
    for (const passed of module.passedOn) if (passed.as === name || passed.as === "*") exported(passed.file, passed.as === "*" ? name : passed.name, file);
  }
  for (const file of roots) {
    const route = file.startsWith("app/routes/") || file === "app/root.tsx";
    const module = load(file);
    if (!module) continue;
    take(module, module.always, file);
    for (const [as, local] of module.exports) if (!route || !serverOnly.has(as)) reach(file, local, file);
    for (const local of module.parts.keys()) if (file === "app/entry.client.tsx") reach(file, local, file);
  }
  return [...reached.values()];
}

const browserRoots = (): string[] => ["app/root.tsx", "app/entry.client.tsx", ...globSync("app/routes/*.tsx", { cwd: root })];

const readable = (file: string, read?: (file: string) => string | null): boolean => !/\.server\.tsx?$/.test(file) && /\.tsx?$/.test(file) && (read ? read(file) !== null : existsSync(path.join(root, file)));

function readModule(source: ts.SourceFile): Module {
  const module: Module = { source, parts: new Map(), always: [], imports: new Map(), exports: new Map(), passedOn: [] };
  const resolve = (specifier: ts.Expression | undefined): string => {
    const name = specifier && ts.isStringLiteral(specifier) ? specifier.text : "";
    return name.startsWith("#app/") ? name.slice(1) : name.startsWith("./") ? path.posix.join(path.posix.dirname(source.fileName), name) : "";
  };
  const declare = (name: string, node: ts.Node, isExported: boolean) => {
    module.parts.set(name, [...(module.parts.get(name) ?? []), { node, mentions: mentionsOf(node) }]);
    if (isExported) module.exports.set(isDefault(node) ? "default" : name, name);
  };
  for (const statement of source.statements) {
    const isExported = ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) continue;
    if (ts.isImportDeclaration(statement)) {
      const { importClause } = statement;
      const file = resolve(statement.moduleSpecifier);
      if (!file || !importClause || importClause.isTypeOnly) continue;
      if (importClause.name) module.imports.set(importClause.name.text, { file, name: "default" });
      const bindings = importClause.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) module.imports.set(bindings.name.text, { file, name: "*" });
      if (bindings && ts.isNamedImports(bindings)) for (const one of bindings.elements) if (!one.isTypeOnly) module.imports.set(one.name.text, { file, name: (one.propertyName ?? one.name).text });
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.isTypeOnly) continue;
      const file = resolve(statement.moduleSpecifier);
      const named = statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements : null;
      if (file && !named) module.passedOn.push({ file, name: "*", as: "*" });
      for (const one of named ?? []) {
        if (one.isTypeOnly) continue;
        if (file) module.passedOn.push({ file, name: (one.propertyName ?? one.name).text, as: one.name.text });
        else module.exports.set(one.name.text, (one.propertyName ?? one.name).text);
      }
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) for (const name of boundNames(declaration.name)) declare(name, declaration, isExported);
    } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && (statement.name || isExported)) {
      declare(statement.name?.text ?? "default", statement, isExported);
    } else if (ts.isExportAssignment(statement)) {
      declare("default", statement, true);
      module.exports.set("default", "default");
    } else module.always.push({ node: statement, mentions: mentionsOf(statement) });
  }
  return module;
}

const isDefault = (node: ts.Node): boolean => ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);

const boundNames = (name: ts.BindingName): string[] => (ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name))));

function isPropertyName(at: ts.Identifier): boolean {
  const { parent } = at;
  if (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent)) return parent.name === at;
  return ts.isBindingElement(parent) && parent.propertyName === at;
}

/** Every identifier in it but names of properties and of types. A name of a local variable that shadows one of the module counts too. */
function mentionsOf(node: ts.Node): Set<string> {
  const mentions = new Set<string>();
  const visit = (at: ts.Node): void => {
    if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return;
    if (ts.isIdentifier(at) && !isPropertyName(at)) mentions.add(at.text);
    ts.forEachChild(at, visit);
  };
  visit(node);
  return mentions;
}
