/** "1,200": digits in groups of three, the same on the server and in the browser. */
export const groupDigits = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

const many = { video: "videos", product: "products", message: "messages", batch: "batches" };

/** "1 video", "1,200 products". */
export const countOf = (n: number, thing: keyof typeof many): string => `${groupDigits(n)} ${n === 1 ? thing : many[thing]}`;
