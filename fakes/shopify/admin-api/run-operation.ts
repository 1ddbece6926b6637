import {
  execute, getOperationAST, getVariableValues, GraphQLError, NoDeprecatedCustomRule, parse, validate,
  type DocumentNode, type ExecutionResult, type GraphQLSchema, type OperationDefinitionNode,
} from "graphql";
import type { AdminContext } from "./admin-schema.ts";
import type { PointsBucket } from "./points-bucket.ts";
import { queryCost } from "./query-cost.ts";

const MAX_QUERY_COST = 1000;

export interface AdminRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  operationName?: string | null;
}

/** A document that was read: its operation, or the answer that says what is wrong with it. */
export type ReadOperation = { document: DocumentNode; operation: OperationDefinitionNode; deprecated: string[] } | { refused: ExecutionResult };

/** Parses a document and validates it against the schema. Errors are Shopify's shape: HTTP 200 with `errors`. */
export function readOperation(schema: GraphQLSchema, request: AdminRequest): ReadOperation {
  try {
    const document = parse(request.query);
    const errors = validate(schema, document);
    if (errors.length) return { refused: { errors } };
    const operation = getOperationAST(document, request.operationName);
    if (!operation) return { refused: { errors: [new GraphQLError(request.operationName ? `No operation named "${request.operationName}"` : "An operation name is required")] } };
    return { document, operation, deprecated: validate(schema, document, [NoDeprecatedCustomRule]).map((error) => error.message) };
  } catch (error) {
    if (error instanceof GraphQLError) return { refused: { errors: [error] } };
    throw error;
  }
}

export interface OperationAnswer {
  body: Record<string, unknown>;
  errorCodes: string[];
  requestedQueryCost: number | null;
  actualQueryCost: number | null;
}

/** Runs an operation under the cost rules of platform §3: reserve the requested points, execute, give back the difference. */
export async function runOperation(o: {
  schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Record<string, unknown>; context: AdminContext; bucket: PointsBucket; throttled: boolean;
}): Promise<OperationAnswer> {
  const { schema, document, operation, bucket } = o;
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], o.variables);
  if (coerced.errors) {
    const errors = coerced.errors.map((error) => ({ ...error.toJSON(), extensions: { code: "INVALID_VARIABLE", ...error.extensions } }));
    return { body: { errors }, errorCodes: ["INVALID_VARIABLE"], requestedQueryCost: null, actualQueryCost: null };
  }
  const input = { schema, document, operation, variables: coerced.coerced };
  const requested = queryCost(input);
  const answer = (body: Record<string, unknown>, errorCodes: string[], actual: number | null): OperationAnswer => ({
    body: { ...body, extensions: { cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() } } },
    errorCodes, requestedQueryCost: requested, actualQueryCost: actual,
  });
  const refuse = (message: string, code: string, extensions: Record<string, unknown> = {}) =>
    answer({ errors: [{ message, extensions: { code, documentation: "https://shopify.dev/api/usage/rate-limits", ...extensions } }] }, [code], null);

  if (requested > MAX_QUERY_COST) {
    return refuse(`Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`, "MAX_COST_EXCEEDED", { cost: requested, maxCost: MAX_QUERY_COST });
  }
  const reserved = o.throttled ? null : bucket.reserve(requested);
  if (!reserved) return refuse("Throttled", "THROTTLED");
  const result = await execute({ schema, document, contextValue: o.context, variableValues: o.variables, operationName: operation.name?.value });
  const actual = Math.min(requested, queryCost(input, result.data ?? null));
  reserved.refund(requested - actual);
  const errorCodes = (result.errors ?? []).map((error) => String(error.extensions["code"] ?? "INTERNAL_SERVER_ERROR"));
  return answer({ ...(result.data === undefined ? {} : { data: result.data }), ...(result.errors ? { errors: result.errors } : {}) }, errorCodes, actual);
}
