import { expect, it } from "vitest";
import { isSensitiveName } from "../../src/domain/sensitive-name.ts";

const HELD = [
  ".env",
  "app/.env.local",
  "prod.env",
  "id_rsa",
  "keys/id_ed25519_work",
  "server.pem",
  "a.KEY",
  ".npmrc",
  "credentials.json",
];
const SHOWN = [
  "env.ts",
  ".env.example",
  "sample.env",
  "src/secret-patterns.ts",
  "id_rsa.pub",
  "keyboard.md",
  "docs/credentials.md",
];

it("knows files that hold secrets by custom, and takes no example for one", () => {
  expect(HELD.filter((path) => !isSensitiveName(path))).toEqual([]);
  expect(SHOWN.filter(isSensitiveName)).toEqual([]);
});
