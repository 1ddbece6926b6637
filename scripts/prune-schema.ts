import {
  buildASTSchema, getNamedType, isInputObjectType, isInterfaceType, isObjectType, Kind,
  lexicographicSortSchema, parse, printSchema, specifiedRules, NoUnusedFragmentsRule, TypeInfo, validate, visit, visitWithTypeInfo,
  type DefinitionNode, type GraphQLNamedType, type GraphQLSchema,
} from "graphql";

/**
 * The SDL of the types, fields and arguments that the documents use: output types field by field, input types and enums
 * whole. Same input, same text. Throws when a document is not valid on the schema.
 */
export function pruneSchema(schema: GraphQLSchema, documents: string[]): string {
  const fields = new Map<string, Set<string>>();
  const types = new Set<string>(["QueryRoot", "Mutation"]);
  const keepField = (type: string, field: string) => {
    if (!fields.has(type)) fields.set(type, new Set());
    fields.get(type)?.add(field);
  };
  const keepInput = (type: GraphQLNamedType): void => {
    if (types.has(type.name)) return;
    types.add(type.name);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) keepInput(getNamedType(field.type));
  };

  for (const text of documents) {
    const document = parse(text);
    const errors = validate(schema, document, specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule));
    if (errors.length) throw new Error(`Not valid on this version: ${errors.map((error) => error.message).join(" ")}`);
    const info = new TypeInfo(schema);
    visit(document, visitWithTypeInfo(info, {
      Field() {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field || field.name.startsWith("__")) return;
        keepField(parent.name, field.name);
        types.add(parent.name).add(getNamedType(field.type).name);
        for (const argument of field.args) keepInput(getNamedType(argument.type));
      },
      InlineFragment() { const type = info.getType(); if (type) types.add(getNamedType(type).name); },
      FragmentDefinition() { const type = info.getType(); if (type) types.add(getNamedType(type).name); },
    }));
  }
  addInheritedFields(schema, types, keepField, fields);
  const kept = parse(printSchema(schema)).definitions.flatMap((node) => pruneDefinition(node, types, fields));
  const pruned = buildASTSchema({ kind: Kind.DOCUMENT, definitions: kept });
  return printSchema(lexicographicSortSchema(pruned));
}

/** What an interface keeps, its implementers keep too. */
function addInheritedFields(schema: GraphQLSchema, types: Set<string>, keepField: (type: string, field: string) => void, fields: Map<string, Set<string>>) {
  for (const name of [...types]) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const parent of type.getInterfaces()) {
      if (!types.has(parent.name)) continue;
      for (const field of fields.get(parent.name) ?? []) keepField(name, field);
    }
  }
  for (const name of types) {
    const type = schema.getType(name);
    if ((isObjectType(type) || isInterfaceType(type)) && !fields.get(name)?.size) keepField(name, "id");
  }
}

function pruneDefinition(node: DefinitionNode, types: Set<string>, fields: Map<string, Set<string>>): DefinitionNode[] {
  if (node.kind === Kind.SCHEMA_DEFINITION) return [{ ...node, description: undefined }];
  if (!("name" in node) || !node.name || !types.has(node.name.value)) return [];
  const name = node.name.value;
  const bare = <T extends { description?: unknown }>(part: T): T => ({ ...part, description: undefined });
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [{
        ...bare(node),
        interfaces: node.interfaces?.filter((parent) => types.has(parent.name.value)),
        fields: node.fields?.filter((field) => fields.get(name)?.has(field.name.value))
          .map((field) => ({ ...bare(field), arguments: field.arguments?.map(bare) })),
      }];
    case Kind.UNION_TYPE_DEFINITION:
      return [{ ...bare(node), types: node.types?.filter((member) => types.has(member.name.value)) }];
    case Kind.ENUM_TYPE_DEFINITION:
      return [{ ...bare(node), values: node.values?.map(bare) }];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [{ ...bare(node), fields: node.fields?.map(bare) }];
    case Kind.SCALAR_TYPE_DEFINITION:
      return [bare(node)];
    default:
      return [];
  }
}
