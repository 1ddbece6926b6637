import { GraphQLError } from "graphql";

const MAX_PAGE = 250;

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** What a list is sorted by, apart from the id that breaks ties. */
export type SortValue = string | number;
type Position = { last_id: string; last_value: SortValue };

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

/**
 * Cuts one page out of a list, as Shopify's connections do: by a cursor that holds the sort value and the id, so that a page
 * stays right when the list changes in between. Throws GraphQLError for missing or too large sizes and foreign cursors.
 */
export function pageConnection<T, N>(items: T[], args: PageArguments, o: { gidOf(item: T): string; sortValue(item: T): SortValue; toNode(item: T): N }) {
  const { first, last } = args;
  if (first == null && last == null) throw badRequest("you must provide one of first or last");
  if (first != null && last != null) throw badRequest("providing both first and last is not supported");
  const size = first ?? last ?? 0;
  if (size < 0) throw badRequest(`${first == null ? "last" : "first"} cannot be negative`);
  if (size > MAX_PAGE) throw badRequest(`${first == null ? "last" : "first"} cannot exceed ${MAX_PAGE}`);

  const direction = args.reverse ? -1 : 1;
  const positionOf = (item: T): Position => ({ last_id: o.gidOf(item).split("/").at(-1) ?? "", last_value: o.sortValue(item) });
  const sorted = items.map((item) => ({ item, position: positionOf(item) })).sort((a, b) => direction * compare(a.position, b.position));
  const after = args.after ? readCursor(args.after) : null;
  const before = args.before ? readCursor(args.before) : null;
  const within = sorted.filter(({ position }) =>
    (!after || direction * compare(position, after) > 0) && (!before || direction * compare(position, before) < 0));
  const page = first == null ? within.slice(Math.max(0, within.length - size)) : within.slice(0, size);
  const rest = within.length > page.length;
  const edges = page.map(({ item, position }) => ({ cursor: writeCursor(position), node: o.toNode(item) }));
  return {
    edges, nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: first == null ? before !== null : rest, hasPreviousPage: first == null ? rest : after !== null,
      startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function compare(a: Position, b: Position): number {
  if (a.last_value !== b.last_value) return a.last_value < b.last_value ? -1 : 1;
  return Number(a.last_id) - Number(b.last_id);
}

const writeCursor = (position: Position) => Buffer.from(JSON.stringify(position)).toString("base64");

function readCursor(cursor: string): Position {
  try {
    const position = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as Partial<Position>;
    if (position.last_id !== undefined && position.last_value !== undefined) return position as Position;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw badRequest("Invalid cursor for current pagination sort.");
}
