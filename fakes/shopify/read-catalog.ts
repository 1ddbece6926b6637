import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import { readPictureSize } from "./catalog/read-picture-size.ts";
import { CatalogError, type CatalogPicture, type CatalogProduct } from "./catalog-product.ts";

const NEEDED = ["Handle", "Title", "Image Src"];
const STATUSES = ["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const;
type Row = Record<string, string | undefined> & { line: number };

/** The catalogue that comes with the demo. */
export const builtInCatalogFile = path.join(import.meta.dirname, "catalog/products.csv");

/**
 * Reads a product CSV in the form of Shopify's own export (one row per picture or variant; the product's facts in its first
 * row), with `Image Src` a path beside the file. Throws CatalogError: one sentence, with the line where there is one.
 */
export function readCatalog(file: string): CatalogProduct[] {
  const name = path.basename(file);
  if (!existsSync(file)) throw new CatalogError(`The catalogue file ${file} does not exist.`);
  if (!statSync(file).isFile()) throw new CatalogError(`${file} is not a file: give the path of a Shopify product CSV.`);
  const rows = readRows(file, name);
  const byHandle = Map.groupBy(rows, (row) => row["Handle"] ?? "");
  return [...byHandle].map(([handle, own]) => readProduct(handle, own, path.dirname(path.resolve(file)), name));
}

function readRows(file: string, name: string): Row[] {
  let columns: string[] = [];
  let parsed: { record: Record<string, string>; info: { lines: number } }[];
  try {
    parsed = parse(readFileSync(file), {
      bom: true, info: true, skip_empty_lines: true, trim: true,
      columns: (header: string[]) => (columns = header),
    }) as unknown as typeof parsed;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CatalogError(`${name} is not a readable CSV: ${error.message.replace(/\.?$/, "")}${/line \d/.test(error.message) ? "" : ` (line ${error["lines"]})`}.`);
  }
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length) throw new CatalogError(`${name} lacks the column${missing.length > 1 ? "s" : ""} ${missing.join(", ")}: it must be a product CSV as Shopify exports it.`);
  if (!parsed.length) throw new CatalogError(`${name} holds no products.`);
  return parsed.map(({ record, info }) => ({ ...record, line: info.lines }) as Row);
}

function readProduct(handle: string, rows: Row[], folder: string, name: string): CatalogProduct {
  const first = rows[0] as Row;
  const at = `${name}, line ${first.line}`;
  if (!/^[\p{L}\p{N}_-]+$/u.test(handle)) throw new CatalogError(`${at}: "${handle}" is not a handle (letters, digits and hyphens).`);
  if (!first["Title"]) throw new CatalogError(`${at}: the product ${handle} has no Title.`);
  const status = (first["Status"] || "active").toUpperCase();
  if (!STATUSES.some((known) => known === status)) throw new CatalogError(`${at}: the Status "${first["Status"]}" is not one of active, draft, archived, unlisted.`);

  const names = [1, 2, 3].map((n) => first[`Option${n} Name`] ?? "").filter(Boolean);
  const variants = rows.filter((row, i) => i === 0 || row["Option1 Value"]).map((row) => readVariant(row, names.length, name));
  const options = (names.length ? names : ["Title"]).map((option, n) => ({
    name: option, values: [...new Set(variants.map((variant) => variant.optionValues[n] ?? "Default Title"))],
  }));
  return {
    handle, title: first["Title"], bodyHtml: first["Body (HTML)"] ?? "", vendor: first["Vendor"] ?? "",
    category: first["Product Category"] ?? "", productType: first["Type"] ?? "",
    tags: (first["Tags"] ?? "").split(",").map((tag) => tag.trim()).filter(Boolean),
    status: status as CatalogProduct["status"], options, variants, pictures: readPictures(rows, folder, name),
  };
}

function readVariant(row: Row, options: number, name: string): CatalogProduct["variants"][number] {
  const price = (column: string) => {
    const text = row[column];
    if (!text) return null;
    if (!/^\d+(\.\d{1,3})?$/.test(text)) throw new CatalogError(`${name}, line ${row.line}: the ${column} "${text}" is not a price such as 19.90.`);
    return Number(text).toFixed(2);
  };
  return {
    sku: row["Variant SKU"] ?? "", price: price("Variant Price") ?? "0.00", compareAtPrice: price("Variant Compare At Price"),
    optionValues: options ? [1, 2, 3].slice(0, options).map((n) => row[`Option${n} Value`] ?? "") : ["Default Title"],
  };
}

function readPictures(rows: Row[], folder: string, name: string): CatalogPicture[] {
  const withPicture = rows.filter((row) => row["Image Src"]);
  const position = (row: Row) => Number(row["Image Position"] || Number.MAX_SAFE_INTEGER);
  return withPicture.sort((a, b) => position(a) - position(b)).map((row) => {
    const source = row["Image Src"] ?? "";
    const at = `${name}, line ${row.line}`;
    if (/^https?:/i.test(source)) throw new CatalogError(`${at}: the picture ${source} is a web address; put the file beside the CSV and give its path.`);
    const file = path.resolve(folder, source);
    if (!existsSync(file) || !statSync(file).isFile()) throw new CatalogError(`${at}: the picture ${source} does not exist beside the CSV.`);
    const size = readPictureSize(file);
    if (!size) throw new CatalogError(`${at}: ${source} is not a JPEG, PNG or WebP picture.`);
    return { file, alt: row["Image Alt Text"] || null, ...size };
  });
}
