import ts from "typescript";

/** Tables with a column that names the shop, and that column. */
export const ownedByShop: Record<string, string> = {
  session: "shop", shop: "domain", nemoSession: "shop", video: "shop", keptChoices: "shop", merchantFile: "shop", publication: "shop", webhookDelivery: "shop", batch: "shop", batchItem: "shop",
};
/** Tables that know their shop through their video only: they are asked for by its id, or through it. */
export const ownedByVideo = ["message", "render", "videoEvent"];

const asksByWhere = new Set(["findUnique", "findUniqueOrThrow", "findFirst", "findFirstOrThrow", "findMany", "update", "updateMany", "updateManyAndReturn", "delete", "deleteMany", "upsert", "count", "aggregate", "groupBy"]);

export interface UnscopedQuery {
  line: number;
  text: string;
}

/**
 * Queries of shop-owned tables in a TypeScript source whose `where` does not name the shop. A `where` that is made by a function or held in
 * a constant of the same source is read there, and an id of a row that was itself read with the shop will do. Raw SQL that names such a table has to name the column.
 */
export function findUnscopedQueries(source: string, file = "x.ts"): UnscopedQuery[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.Node>();
  const found: UnscopedQuery[] = [];
  const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
    visit(node);
    node.forEachChild((child) => walk(child, visit));
  };
  walk(tree, (node) => {
    if ((ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name && ts.isIdentifier(node.name)) declared.set(node.name.text, node);
  });
  const names = (expression: ts.Node, word: RegExp, seen = new Set<ts.Node>()): boolean => {
    if (word.test(expression.getText())) return true;
    let yes = false;
    walk(expression, (node) => {
      const from = ts.isIdentifier(node) ? declared.get(node.text) : undefined;
      if (from && !seen.has(from) && names(from, word, seen.add(from))) yes = true;
      // `...o` brings what the function was given: its type says what that is.
      if (ts.isSpreadAssignment(node) && ts.isIdentifier(node.expression) && word.test(typeOfParameter(node, node.expression.text))) yes = true;
    });
    return yes;
  };
  const typeOfParameter = (from: ts.Node, name: string): string => {
    for (let at: ts.Node | undefined = from; at; at = at.parent) {
      const parameter = ts.isFunctionLike(at) ? at.parameters.find((one) => one.name.getText() === name) : undefined;
      if (parameter) return parameter.type?.getText() ?? "";
    }
    return "";
  };
  const note = (node: ts.Node) => found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: node.getText().slice(0, 160) });
  walk(tree, (node) => {
    if (ts.isTaggedTemplateExpression(node) && /\$(queryRaw|executeRaw)/.test(node.tag.getText())) {
      const sql = node.template.getText();
      const table = [...Object.keys(ownedByShop), ...ownedByVideo].find((name) => sql.includes(`"${name[0]?.toUpperCase()}${name.slice(1)}"`));
      if (table && !/\b(shop|domain)\b/.test(sql)) note(node);
    }
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || !ts.isPropertyAccessExpression(node.expression.expression)) return;
    const method = node.expression.name.text;
    const table = node.expression.expression.name.text;
    const column = ownedByShop[table] ?? (ownedByVideo.includes(table) ? "videoId|video" : undefined);
    if (!column || !asksByWhere.has(method)) return;
    const options = node.arguments[0];
    const where = options && ts.isObjectLiteralExpression(options) ? options.properties.find((property) => property.name?.getText() === "where") : options;
    // \b alone would take nemoSession.shopRow or shopify for the shop
    if (!where || !names(where, new RegExp(`\\b(${column}|\\w*_shop|shop_\\w+)\\b`))) note(node);
  });
  return found;
}
