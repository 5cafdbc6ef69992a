import { readFileSync } from "node:fs";
import type { Scratch } from "../scratch.ts";
import { program } from "./programs.ts";
import { HOST } from "./transport.ts";

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Where the certificate lies, for those who are to trust it. */
  readonly file: string;
}

/** Makes a certificate for the host's name and for loopback, signed by itself. */
export async function makeCertificate(server: Scratch): Promise<Certificate> {
  const [key, file] = [server.path("tls-key.pem"), server.path("tls-certificate.pem")];
  const names = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST},IP:127.0.0.1`];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const made = await server.run(program("openssl"), ["req", "-x509", ...kind, ...names, "-keyout", key, "-out", file]);
  if (made.status !== 0) throw new Error(made.stderr);
  return { key: readFileSync(key), cert: readFileSync(file), file };
}
