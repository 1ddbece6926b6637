import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Kind, type OperationDefinitionNode } from "graphql";
import type { AdminCall } from "#fakes/shopify/ledger.ts";
import { findAccessToken } from "#fakes/shopify/oauth/access-tokens.ts";
import { readBody } from "#fakes/shopify/read-body.ts";
import { PLANS, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import { settleJobs } from "#fakes/shopify/state/settle-jobs.ts";
import { API_VERSION, buildAdminSchema } from "./admin-schema.ts";
import { openPointsBucket } from "./points-bucket.ts";
import { readOperation, runOperation, type AdminRequest } from "./run-operation.ts";

const INVALID_TOKEN = "[API] Invalid API key or access token (unrecognized login or wrong password)";

/** The Admin API's one address: POST /admin/api/2026-10/graphql.json. Answers false when the request is for something else. */
export function openAdminGraphql(world: ShopWorld) {
  const schema = buildAdminSchema();
  const plan = PLANS[world.plan];
  const bucket = openPointsBucket({ size: plan.bucket, restoreRate: plan.restoreRate * world.speed });

  return async function answerAdminGraphql(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const send = (status: number, body: unknown) =>
      void res.writeHead(status, { "content-type": "application/json; charset=utf-8", "x-shopify-api-version": API_VERSION, "x-request-id": randomUUID() }).end(JSON.stringify(body));
    const call: AdminCall = {
      at: Date.now(), operation: "unknown", name: "", fields: [], status: 200, errorCodes: [], userErrors: [], requestedQueryCost: null, actualQueryCost: null, answerLost: false,
    };
    world.ledger.adminCalls.push(call);
    const refuse = (status: number, errors: unknown) => {
      Object.assign(call, { status });
      send(status, { errors });
    };
    if (req.method !== "POST" || url.pathname !== `/admin/api/${API_VERSION}/graphql.json`) return refuse(404, "Not Found");
    const token = findAccessToken(world, String(req.headers["x-shopify-access-token"] ?? ""));
    if (!token) return refuse(401, INVALID_TOKEN);
    const request = readRequest(await readBody(req));
    if (!request) return refuse(400, { query: "Required parameter missing or invalid" });

    const read = readOperation(schema, request);
    if ("operation" in read) Object.assign(call, describe(read.operation));
    const names = [call.name, ...call.fields].filter(Boolean);
    const status = world.faults.takeStatus(names);
    if (status) return refuse(status, status === 429 ? "Exceeded 2 calls per second for api client." : "Internal Server Error");
    if ("refused" in read) {
      call.errorCodes = ["INVALID_DOCUMENT"];
      return send(200, read.refused);
    }
    for (const message of read.deprecated) world.ledger.violations.push(`Deprecated at Shopify: ${message}`);
    settleJobs(world);
    const lost = world.faults.takeLostAnswer(names);
    const throttled = !lost && world.faults.takeThrottle();
    const answer = await runOperation({ schema, ...read, variables: request.variables ?? {}, context: { world, token }, bucket, throttled });
    const { errorCodes, requestedQueryCost, actualQueryCost } = answer;
    Object.assign(call, { errorCodes, requestedQueryCost, actualQueryCost, userErrors: listUserErrors(answer.body["data"]), answerLost: lost });
    if (lost) return void res.destroy();
    send(200, answer.body);
  };
}

function readRequest(body: Buffer): AdminRequest | null {
  try {
    const request = JSON.parse(body.toString("utf8")) as AdminRequest | null;
    return typeof request?.query === "string" ? request : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function describe(operation: OperationDefinitionNode): Pick<AdminCall, "operation" | "name" | "fields"> {
  return {
    operation: operation.operation === "mutation" ? "mutation" : "query", name: operation.name?.value ?? "",
    fields: operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])),
  };
}

function listUserErrors(data: unknown): string[] {
  const payloads = Object.values((data ?? {}) as Record<string, { userErrors?: UserErrorLike[]; mediaUserErrors?: UserErrorLike[] } | null>);
  return payloads.flatMap((payload) => payload?.mediaUserErrors ?? payload?.userErrors ?? []).map((error) => error.code ?? error.message ?? "");
}

interface UserErrorLike {
  code?: string;
  message?: string;
}
