/** A relative name of plain parts. Throws Error for anything that could lead elsewhere: names are made by us, so that is a bug. */
export function checkName(name: string): string {
  const parts = name.split("/");
  if (parts.some((part) => !/^[\w.-]+$/.test(part) || /^\.+$/.test(part))) throw new Error("not a name of a kept file");
  return name;
}
