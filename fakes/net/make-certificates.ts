import { createHash, randomUUID, webcrypto } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as x509 from "@peculiar/x509";

const DAY_MS = 86_400_000;
const VALID_MS = 30 * DAY_MS;
const REMADE_BEFORE_MS = 7 * DAY_MS;
const KEY = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
type Keys = webcrypto.CryptoKeyPair;

export interface Certificates {
  /** The authority's certificate, PEM, for NODE_EXTRA_CA_CERTS. */
  caFile: string;
  /** Base64 SHA-256 of the leaf's public key, for Chromium's --ignore-certificate-errors-spki-list. */
  spki: string;
  /** PEM of the leaf key: one key for every host, so that one SPKI covers them all. */
  leafKeyPem: string;
  /** A certificate (PEM) for one host name, made when first asked for. */
  certificateFor(hostName: string): Promise<string>;
}

/**
 * A throwaway certificate authority, kept in a folder so that a second start reuses it, remade a week before it ends. It is trusted only
 * by the processes that are told of it.
 */
export async function makeCertificates(dir: string): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const caFile = path.join(dir, "ca.pem");
  const ca = (await reuseAuthority(dir)) ?? (await makeAuthority(dir));
  const leafKeys = await generateKeys();
  const spki = createHash("sha256").update(Buffer.from(await webcrypto.subtle.exportKey("spki", leafKeys.publicKey))).digest("base64");
  const leafKeyPem = x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", leafKeys.privateKey), "PRIVATE KEY");
  const made = new Map<string, Promise<string>>();

  const makeLeaf = async (hostName: string) => {
    const leaf = await x509.X509CertificateGenerator.create({
      subject: "CN=stand-in", issuer: ca.certificate.subject, signingKey: ca.keys.privateKey as CryptoKey, publicKey: leafKeys.publicKey as CryptoKey,
      signingAlgorithm: KEY, notBefore: new Date(Date.now() - DAY_MS), notAfter: ca.certificate.notAfter,
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: "dns", value: hostName }]),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.BasicConstraintsExtension(false),
      ],
    });
    return leaf.toString("pem");
  };
  return {
    caFile, spki, leafKeyPem,
    certificateFor(hostName) {
      const known = made.get(hostName);
      if (known) return known;
      const leaf = makeLeaf(hostName);
      made.set(hostName, leaf);
      return leaf;
    },
  };
}

const generateKeys = () => webcrypto.subtle.generateKey(KEY, true, ["sign", "verify"]) as Promise<Keys>;

async function makeAuthority(dir: string) {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // A name of its own: of two authorities with one name, a client that trusts both may try the wrong key.
    name: `CN=Shelfreel stand-in ${randomUUID()}`, keys: keys as CryptoKeyPair, signingAlgorithm: KEY,
    notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + VALID_MS),
    extensions: [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
  });
  const jwk = await webcrypto.subtle.exportKey("jwk", keys.privateKey);
  writeAside(path.join(dir, "ca.key.json"), JSON.stringify(jwk));
  writeAside(path.join(dir, "ca.pem"), certificate.toString("pem"));
  return { certificate, keys };
}

async function reuseAuthority(dir: string) {
  const files = ["ca.pem", "ca.key.json"].map((name) => path.join(dir, name));
  if (!files.every((file) => existsSync(file))) return null;
  const [pem = "", jwkText = ""] = files.map((file) => readFileSync(file, "utf8"));
  const certificate = new x509.X509Certificate(pem);
  if (certificate.notAfter.getTime() - Date.now() < REMADE_BEFORE_MS) return null;
  const jwk = JSON.parse(jwkText) as webcrypto.JsonWebKey;
  const privateKey = await webcrypto.subtle.importKey("jwk", jwk, KEY, true, ["sign"]);
  const publicKey = await webcrypto.subtle.importKey("jwk", { ...jwk, d: undefined, key_ops: ["verify"] }, KEY, true, ["verify"]);
  // A stop between the two writes leaves a certificate of another key.
  const spki = Buffer.from(await webcrypto.subtle.exportKey("spki", publicKey));
  if (!spki.equals(Buffer.from(certificate.publicKey.rawData))) return null;
  return { certificate, keys: { privateKey, publicKey } as Keys };
}

function writeAside(file: string, text: string) {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
