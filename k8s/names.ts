// What the objects have in common: names, ports, folders, and how closed off a
// process is.
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";

export const services = [
  "ingestion",
  "record-store",
  "eligibility-check",
  "report-rendering",
  "verification",
] as const;

export type Service = (typeof services)[number];
export type Caller = Service | "gateway";

export const namespaceName = "creditproof";
export const image = "creditproof/creditproof:0.1.0";

export const grpc = { name: "grpc", port: 9090 };
export const https = { name: "https", port: 8443 };

// Laid out as the folder that deploy/local/configure makes: config, tls,
// secrets, keys, data.
export const folder = "/srv/creditproof";

export const partOf = { "app.kubernetes.io/part-of": "creditproof" };

// The labels by which a process is selected.
export const labelsOf = (name: string) => ({
  "app.kubernetes.io/name": name,
  ...partOf,
});

export const closedPod = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  },
} satisfies Partial<IPodSpec>;

export const closedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
} satisfies IContainer["securityContext"];
