/** An error as S3 answers it: an XML document with a code. */
export class S3Refusal extends Error {
  override name = "S3Refusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Text inside an XML element. */
export const xmlText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
