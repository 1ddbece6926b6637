import {
  getNamedType, isAbstractType, isCompositeType, isLeafType, isObjectType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLSchema, type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

const MUTATION_COST = 10;
const CONNECTION_COST = 2;

interface CostInput {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/**
 * Points of an operation by platform §3: scalar 0, object 1, connection 2 + n × node, interface or union as its dearest branch,
 * mutation 10. Without `data` the requested cost (n = first or last); with it the actual one (n = what came back).
 */
export function queryCost(input: CostInput, data?: Record<string, unknown> | null): number {
  const fragments = new Map(input.document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])));
  const counter = new Counter(input, fragments);
  const root = input.operation.operation === "mutation" ? input.schema.getMutationType() : input.schema.getQueryType();
  if (!root) return 0;
  return counter.selection(input.operation.selectionSet, root, data === undefined ? UNKNOWN : data);
}

const UNKNOWN = Symbol("not executed yet");

class Counter {
  input: CostInput;
  fragments: Map<string, FragmentDefinitionNode>;
  constructor(input: CostInput, fragments: Map<string, FragmentDefinitionNode>) {
    this.input = input;
    this.fragments = fragments;
  }

  /** Fields on the type itself count always, branches of type conditions as the dearest one. */
  selection(set: SelectionSetNode, type: GraphQLCompositeType, data: unknown): number {
    const possible = isAbstractType(type) ? this.input.schema.getPossibleTypes(type) : [type];
    return Math.max(0, ...possible.map((object) => this.fieldsFor(set, object, data).reduce((sum, part) => sum + part, 0)));
  }

  fieldsFor(set: SelectionSetNode, object: GraphQLCompositeType, data: unknown): number[] {
    return set.selections.flatMap((node): number[] => {
      if (node.kind === Kind.FIELD) return [this.field(node, object, data)];
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
      if (!fragment) return [];
      const name = fragment.typeCondition?.name.value;
      const condition = name ? this.input.schema.getType(name) : object;
      const applies = condition === object || (isAbstractType(condition) && isObjectType(object) && this.input.schema.isSubType(condition, object));
      return applies ? this.fieldsFor(fragment.selectionSet, object, data) : [];
    });
  }

  field(node: FieldNode, parent: GraphQLCompositeType, data: unknown): number {
    const definition = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    if (!definition || !type || isLeafType(type) || !isCompositeType(type) || !node.selectionSet) return 0;
    const key = node.alias?.value ?? node.name.value;
    const value = data === UNKNOWN || data === null || typeof data !== "object" ? data : (data as Record<string, unknown>)[key];
    if (parent === this.input.schema.getMutationType()) return MUTATION_COST + this.selection(node.selectionSet, type, value);
    if (value === null || value === undefined) return 0;
    if (type.name === "PageInfo") return 0;
    if (type.name.endsWith("Connection")) return CONNECTION_COST + this.nodesOf(node, value) * this.nodeCost(node.selectionSet, type);
    const ids = node.name.value === "nodes" ? this.argument(node, "ids") : undefined;
    const times = Array.isArray(ids) ? ids.length : 1;
    return times * (1 + this.selection(node.selectionSet, type, Array.isArray(value) ? UNKNOWN : value));
  }

  /** One node of a connection: the object and what hangs on it, by `nodes` or by `edges { node }`, whichever is dearer. */
  nodeCost(set: SelectionSetNode, connection: GraphQLCompositeType): number {
    const costs = this.flat(set).map((field): number => {
      const definition = "getFields" in connection ? connection.getFields()[field.name.value] : undefined;
      const type = definition && getNamedType(definition.type);
      if (!field.selectionSet || !type || !isCompositeType(type) || type.name === "PageInfo") return 0;
      const inner = this.selection(field.selectionSet, type, UNKNOWN);
      return field.name.value === "edges" ? inner : 1 + inner;
    });
    return Math.max(0, ...costs);
  }

  flat(set: SelectionSetNode): FieldNode[] {
    return set.selections.flatMap((node): FieldNode[] => {
      if (node.kind === Kind.FIELD) return [node];
      const inner = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value)?.selectionSet : node.selectionSet;
      return inner ? this.flat(inner) : [];
    });
  }

  nodesOf(node: FieldNode, value: unknown): number {
    if (value !== UNKNOWN) {
      const { nodes, edges } = value as { nodes?: unknown[]; edges?: unknown[] };
      return (nodes ?? edges ?? []).length;
    }
    const size = this.argument(node, "first") ?? this.argument(node, "last");
    return typeof size === "number" ? size : 0;
  }

  argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!value) return undefined;
    if (value.kind === Kind.VARIABLE) return this.input.variables[value.name.value];
    if (value.kind === Kind.LIST) return value.values;
    return value.kind === Kind.INT ? Number(value.value) : undefined;
  }
}
