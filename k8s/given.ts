// What the operator puts into the namespace: never rendered, because it is
// secret or changes by itself. Name -> keys; no keys: as many as there are.
// README.md says how each is made.
import { services } from "./names";

const tls = ["ca.crt", "tls.crt", "tls.key"];

export const givenSecrets: Record<string, string[]> = {
  ...Object.fromEntries(services.map((name) => [`tls-${name}`, tls])),
  "tls-gateway": tls,
  "tls-public": ["tls.crt", "tls.key"],
  "secrets-ingestion": ["receipt.key", "sealing.keys"],
  "secrets-report-rendering": [
    "report-signer.key",
    "report-signer.crt",
    "claim.key",
    "number.secret",
  ],
  "secrets-verification": ["status-list.key"],
  "secrets-gateway": ["cookie.keys"],
};

export const givenConfigMaps: Record<string, string[]> = {
  keys: ["keys.textproto"],
  "keys-signers": [],
  "keys-claims": [],
  "keys-portals": ["demo.pem"],
};
