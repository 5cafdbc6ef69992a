/** Names of files that hold keys and passwords by custom. Examples of them are none. */
const SENSITIVE = [
  /^\.env(?:\..+)?$/,
  /^.+\.env$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_.+)?$/,
  /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|ovpn)$/,
  /^\.(?:npmrc|netrc|pypirc|pgpass|htpasswd|git-credentials|dockercfg)$/,
  /^_netrc$/,
  /^credentials(?:\.(?:json|ya?ml|toml|ini|csv))?$/,
  /^secrets?(?:\.(?:json|ya?ml|toml|ini|env))?$/,
  /^service-account.*\.json$/,
  /\.tfstate(?:\.backup)?$/,
];
const EXAMPLE = /(?:^|[._-])(?:example|sample|template|dist|defaults?)(?:[._-]|$)/;

/** True for a path whose name says that secrets are in it: such a file is copied nowhere on its own account. */
export function isSensitiveName(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return !EXAMPLE.test(name) && SENSITIVE.some((shape) => shape.test(name));
}
