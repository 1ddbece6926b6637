const isJson = (value: string): boolean => {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
};

/** Types of metafields that the stand-in knows, with what their values look like. */
const known: Record<string, (value: string) => boolean> = {
  boolean: (value) => value === "true" || value === "false",
  json: isJson,
  number_integer: (value) => /^-?\d{1,16}$/.test(value),
  single_line_text_field: (value) => value !== "" && !/[\r\n]/.test(value),
  multi_line_text_field: (value) => value !== "",
  date_time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  url: (value) => /^(https?|mailto|sms|tel):/.test(value) && URL.canParse(value),
};

/** Whether the value fits the type; null for a type that Shopify, or the stand-in, does not know. */
export const isMetafieldValue = (type: string, value: string): boolean | null => known[type]?.(value) ?? null;
